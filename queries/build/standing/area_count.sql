-- Where each unit of any size stood every day, in both eras: the sum over those whose reports it is made of, and over
-- those of them that had a figure one period before, what they had then and what they have now. Its pace is the sum of
-- theirs, of those that have one (units_paced); that of 7 days was measured between paced_from and paced_until.
-- counted_from says since when a day's flow was counted: on its eve where half of the units have a flow of that
-- day alone, else when the others reported last.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- part:   province
-- after:  own_pace, contributor, era, build

WITH dated AS (
    SELECT
        own_pace.*,
        build.period_days,
        max(own_pace.count) OVER (
            series
            RANGE BETWEEN to_days(build.period_days) PRECEDING -- noqa: PRS
            AND to_days(build.period_days) PRECEDING
        ) AS count_before
    FROM own_pace
    CROSS JOIN build
    WINDOW series AS (
        PARTITION BY own_pace.edition, own_pace.unit_code, own_pace.level, own_pace.stage
        ORDER BY own_pace.date
    )
),

compared AS (
    SELECT
        dated.* EXCLUDE (count_before),
        -- What a unit took over from others since then is no change of its own.
        CASE WHEN coalesce(dated.date - dated.period_days >= dated.taken_over_on, TRUE) THEN dated.count_before END
            AS count_before,
        -- In whole parts of a day's work, so that sums are exact: 4 to 10 divide 2,520, and 10 to 18 divide 12,252,240.
        (dated.counted_until - dated.counted_from_7) * (2520 // (dated.paced_until - dated.paced_from_7)) AS parts_7,
        (dated.counted_until - dated.counted_from_14)
        * (12252240 // (dated.paced_until - dated.paced_from_14)) AS parts_14
    FROM dated
)

SELECT
    contributor.edition,
    contributor.area_code AS unit_code,
    compared.level,
    compared.stage,
    compared.date,
    sum(compared.count)::BIGINT AS count,
    sum(compared.flow)::BIGINT AS flow,
    CASE
        WHEN
            2 * count(*) FILTER (WHERE compared.counted_from = compared.date - 1) >= count(compared.counted_from)
            AND count(compared.counted_from) > 0
            THEN compared.date - 1
        ELSE max(compared.counted_from) FILTER (WHERE compared.counted_from < compared.date - 1)
    END AS counted_from,
    coalesce(bool_or(compared.is_corrected), FALSE) AS is_corrected,
    sum(compared.shared_out)::BIGINT AS shared_out,
    max(compared.reported_at) AS reported_at,
    count(*) AS units_reported,
    count(compared.count_before) AS units_compared,
    sum(compared.count_before)::BIGINT AS count_before,
    sum(CASE WHEN compared.count_before IS NOT NULL THEN compared.count END)::BIGINT AS count_since,
    sum(compared.parts_7)::BIGINT / 2520 AS pace_7,
    sum(compared.parts_14)::BIGINT / 12252240 AS pace_14,
    count(compared.parts_7) AS units_paced,
    min(compared.paced_from_7) AS paced_from,
    max(compared.paced_until) FILTER (WHERE compared.paced_from_7 IS NOT NULL) AS paced_until,
    max(CASE WHEN contributor.area_code = contributor.unit_code THEN compared.parts END) AS parts,
    max(CASE WHEN contributor.area_code = contributor.unit_code THEN compared.parts_reported END) AS parts_reported
FROM compared
INNER JOIN era
    ON compared.date BETWEEN era.first_day AND era.last_day
INNER JOIN contributor
    ON
        compared.edition = contributor.source
        AND era.edition = contributor.era
        AND compared.level = contributor.level
        AND compared.unit_code = contributor.unit_code
GROUP BY
    contributor.edition,
    contributor.area_code,
    compared.level,
    compared.stage,
    compared.date
