-- The pace of each unit of any size every day, and its change over one period: sums over those of its units that have
-- one (units_paced, units_compared), measured between paced_from and paced_until, or changed_from and changed_until.
-- Paces are in whole parts of a day's work, so that sums are exact: 4 to 10 divide 2,520, and 10 to 18 divide
-- 12,252,240.
-- A unit of which a count of any stage was hidden lately is in no sum, for the units of a sum begin at different days.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- part:   province
-- across: sums
-- days:   own_pace
-- after:  own_pace, contributor, era, hidden_lately

WITH paced AS NOT MATERIALIZED (
    SELECT
        own_pace.*,
        (own_pace.until_count - own_pace.start_7.count)
        * (2520 // (own_pace.until_day - own_pace.start_7.day)) AS parts_7,
        (own_pace.until_count - own_pace.start_14.count)
        * (12252240 // (own_pace.until_day - own_pace.start_14.day)) AS parts_14
    FROM own_pace
    ANTI JOIN hidden_lately
        ON
            own_pace.edition = hidden_lately.edition
            AND own_pace.unit_code = hidden_lately.unit_code
            AND own_pace.level = hidden_lately.level
            AND own_pace.date = hidden_lately.date
),

part AS NOT MATERIALIZED (
    SELECT
        paced.*,
        contributor.edition AS area_edition,
        contributor.area_code,
        contributor.edition = contributor.source AND contributor.area_code = contributor.unit_code AS is_itself
    FROM paced
    INNER JOIN era
        ON paced.figure_date BETWEEN era.first_day AND era.last_day
    INNER JOIN contributor
        ON
            paced.edition = contributor.source
            AND era.edition = contributor.era
            AND paced.level = contributor.level
            AND paced.unit_code = contributor.unit_code
)

SELECT
    part.edition,
    part.unit_code,
    part.level,
    part.stage,
    part.date,
    part.parts_7,
    part.parts_14,
    (part.parts_7 IS NOT NULL)::BIGINT AS units_paced,
    part.start_7.day AS paced_from,
    CASE WHEN part.start_7 IS NOT NULL THEN part.until_day END AS paced_until,
    (part.start IS NOT NULL)::BIGINT AS units_compared,
    part.start.count AS count_before,
    CASE WHEN part.start IS NOT NULL THEN part.until_count END AS count_since,
    part.start.day AS changed_from,
    CASE WHEN part.start IS NOT NULL THEN part.until_day END AS changed_until
FROM part
WHERE part.is_itself
UNION ALL
SELECT
    part.area_edition AS edition,
    part.area_code AS unit_code,
    part.level,
    part.stage,
    part.date,
    sum(part.parts_7)::BIGINT AS parts_7,
    sum(part.parts_14)::BIGINT AS parts_14,
    count(part.parts_7) AS units_paced,
    min(part.start_7.day) AS paced_from,
    max(CASE WHEN part.start_7 IS NOT NULL THEN part.until_day END) AS paced_until,
    count(part.start.day) AS units_compared,
    sum(part.start.count)::BIGINT AS count_before,
    sum(CASE WHEN part.start IS NOT NULL THEN part.until_count END)::BIGINT AS count_since,
    min(part.start.day) AS changed_from,
    max(CASE WHEN part.start IS NOT NULL THEN part.until_day END) AS changed_until
FROM part
WHERE NOT part.is_itself
GROUP BY
    part.area_edition,
    part.area_code,
    part.level,
    part.stage,
    part.date
