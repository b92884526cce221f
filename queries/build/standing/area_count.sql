-- Where each unit of any size stood every day, in both eras: the sum over those whose reports it is made of.
-- A unit that is made of its own report alone is no sum: that is nearly every row of the nation's.
-- counted_from says since when a day's flow was counted: on its eve where half of the units have a flow of that
-- day alone, else when the others reported last. Of sums, units_since_eve, units_since and since_before are what it
-- hangs on, so that those of several provinces can be put together.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- part:   province
-- across: sums
-- days:   own_flow
-- after:  own_flow, contributor, era

WITH part AS NOT MATERIALIZED (
    SELECT
        own_flow.*,
        contributor.edition AS area_edition,
        contributor.area_code,
        contributor.edition = contributor.source AND contributor.area_code = contributor.unit_code AS is_itself
    FROM own_flow
    INNER JOIN era
        ON own_flow.figure_date BETWEEN era.first_day AND era.last_day
    INNER JOIN contributor
        ON
            own_flow.edition = contributor.source
            AND era.edition = contributor.era
            AND own_flow.level = contributor.level
            AND own_flow.unit_code = contributor.unit_code
)

SELECT
    part.edition,
    part.unit_code,
    part.level,
    part.stage,
    part.date,
    part.figure_date,
    part.count::BIGINT AS count,
    part.flow::BIGINT AS flow,
    NULL::BIGINT AS units_since_eve,
    NULL::BIGINT AS units_since,
    NULL::DATE AS since_before,
    part.counted_from,
    coalesce(part.is_corrected, FALSE) AS is_corrected,
    part.shared_out::BIGINT AS shared_out,
    part.reported_at,
    1 AS units_reported,
    part.parts,
    part.parts_reported
FROM part
WHERE part.is_itself
UNION ALL
SELECT
    part.area_edition AS edition,
    part.area_code AS unit_code,
    part.level,
    part.stage,
    part.date,
    part.figure_date,
    sum(part.count)::BIGINT AS count,
    sum(part.flow)::BIGINT AS flow,
    count(*) FILTER (WHERE part.counted_from = part.date - 1) AS units_since_eve,
    count(part.counted_from) AS units_since,
    max(part.counted_from) FILTER (WHERE part.counted_from < part.date - 1) AS since_before,
    CASE WHEN 2 * units_since_eve >= units_since AND units_since > 0 THEN part.date - 1 ELSE since_before END
        AS counted_from,
    coalesce(bool_or(part.is_corrected), FALSE) AS is_corrected,
    sum(part.shared_out)::BIGINT AS shared_out,
    max(part.reported_at) AS reported_at,
    count(*) AS units_reported,
    max(CASE WHEN part.area_code = part.unit_code THEN part.parts END) AS parts,
    max(CASE WHEN part.area_code = part.unit_code THEN part.parts_reported END) AS parts_reported
FROM part
WHERE NOT part.is_itself
GROUP BY
    part.area_edition,
    part.area_code,
    part.level,
    part.stage,
    part.date,
    part.figure_date
