-- Where each unit of any size stood every day, in both eras: the sum over those whose reports it is made of, and over
-- those of them that had a figure 7 days, 14 days and one period before, what they had then and what they have now.
-- A unit that has taken over from others since then is no longer what it was: what it took over is no pace.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- part:   province
-- after:  standing, contributor, era, handover, build

WITH takeover_day AS (
    SELECT DISTINCT
        handover.edition,
        handover.unit_code,
        handover.day
    FROM handover
),

-- From each day on which a unit took over from others until the day before the next one.
life AS (
    SELECT
        takeover_day.edition,
        takeover_day.unit_code,
        takeover_day.day AS begun_on,
        coalesce(lead(takeover_day.day) OVER days - 1, DATE '9999-12-31') AS ended_on
    FROM takeover_day
    WINDOW days AS (PARTITION BY takeover_day.edition, takeover_day.unit_code ORDER BY takeover_day.day)
),

dated AS (
    SELECT
        standing.*,
        build.period_days,
        max(standing.count) OVER (
            series RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND INTERVAL 7 DAYS PRECEDING
        ) AS count_7,
        max(standing.count) OVER (
            series RANGE BETWEEN INTERVAL 14 DAYS PRECEDING AND INTERVAL 14 DAYS PRECEDING
        ) AS count_14,
        max(standing.count) OVER (
            series
            RANGE BETWEEN to_days(build.period_days) PRECEDING -- noqa: PRS
            AND to_days(build.period_days) PRECEDING
        ) AS count_before
    FROM standing
    CROSS JOIN build
    WINDOW series AS (
        PARTITION BY standing.edition, standing.unit_code, standing.level, standing.stage
        ORDER BY standing.date
    )
),

compared AS (
    SELECT
        dated.* EXCLUDE (count_7, count_14, count_before),
        CASE WHEN coalesce(dated.date - 7 >= life.begun_on, TRUE) THEN dated.count_7 END AS count_7,
        CASE WHEN coalesce(dated.date - 14 >= life.begun_on, TRUE) THEN dated.count_14 END AS count_14,
        CASE WHEN coalesce(dated.date - dated.period_days >= life.begun_on, TRUE) THEN dated.count_before END
            AS count_before
    FROM dated
    LEFT JOIN life
        ON
            dated.edition = life.edition
            AND dated.unit_code = life.unit_code
            AND dated.date BETWEEN life.begun_on AND life.ended_on
)

SELECT
    contributor.edition,
    contributor.area_code AS unit_code,
    compared.level,
    compared.stage,
    compared.date,
    sum(compared.count)::BIGINT AS count,
    sum(compared.flow)::BIGINT AS flow,
    sum(compared.shared_out)::BIGINT AS shared_out,
    max(compared.reported_at) AS reported_at,
    count(*) AS units_reported,
    count(compared.count_before) AS units_compared,
    sum(compared.count_before)::BIGINT AS count_before,
    sum(CASE WHEN compared.count_before IS NOT NULL THEN compared.count END)::BIGINT AS count_since,
    sum(compared.count_7)::BIGINT AS count_7,
    sum(compared.count - compared.count_7)::BIGINT AS gained_7,
    sum(compared.count_14)::BIGINT AS count_14,
    sum(compared.count - compared.count_14)::BIGINT AS gained_14,
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
