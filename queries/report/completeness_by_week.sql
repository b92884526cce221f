-- On how many days of each week a commune reported: the holes that a ranking must not hide.
--
-- grain:  one row per commune of the parent and week, weeks without a report included
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code
-- param:  as_of              DATE           last day looked at
-- param:  weeks              INTEGER        number of weeks, the one of as_of included
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR        as it was called on as_of
-- column: week_start         DATE           Monday of the week
-- column: days_reported      BIGINT         days with a report, 0 to 7
-- column: days               INTEGER        days of the week up to as_of

WITH week AS (
    SELECT date_trunc('week', $as_of::DATE)::DATE - 7 * unnest(range($weeks::INTEGER))::INTEGER AS week_start
),

commune AS (
    SELECT
        unit.unit_code,
        area_name.unit_name,
        area_name.sort_key
    FROM unit
    INNER JOIN area_name
        ON
            unit.edition = area_name.edition
            AND unit.unit_code = area_name.unit_code
            AND $as_of::DATE BETWEEN area_name.first_day AND area_name.last_day
    INNER JOIN unit_ancestor
        ON
            unit.edition = unit_ancestor.edition
            AND unit.unit_code = unit_ancestor.unit_code
    WHERE
        unit.edition = $edition::VARCHAR
        AND unit.grain = 'commune'
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
),

reported AS (
    SELECT
        area_progress.unit_code,
        date_trunc('week', area_progress.date)::DATE AS week_start,
        count(DISTINCT area_progress.date) AS days_reported
    FROM area_progress
    INNER JOIN commune
        ON area_progress.unit_code = commune.unit_code
    WHERE
        area_progress.edition = $edition::VARCHAR
        AND area_progress.reported_at::DATE = area_progress.date
        AND area_progress.date BETWEEN $as_of::DATE - 7 * $weeks::INTEGER AND $as_of::DATE
    GROUP BY
        area_progress.unit_code,
        date_trunc('week', area_progress.date)::DATE
)

SELECT
    commune.unit_code,
    commune.unit_name,
    week.week_start,
    coalesce(reported.days_reported, 0) AS days_reported,
    least(7, date_diff('day', week.week_start, $as_of::DATE) + 1)::INTEGER AS days
FROM commune
CROSS JOIN week
LEFT JOIN reported
    ON
        commune.unit_code = reported.unit_code
        AND week.week_start = reported.week_start
ORDER BY
    commune.sort_key,
    commune.unit_code,
    week.week_start
