-- How long dossiers of an area wait for approval and for activation, by unit of one grain, in the newest month that is
-- over on the day and of which an export within the parent tells (see `waiting_time`). The first to arrive is supposed
-- to leave first.
--
-- grain:  one row per step and unit of the given grain within the parent of which exports of the month tell
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  as_of              DATE           last day counted
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  grain              VARCHAR        nation, province, district, commune or a grouping
-- param:  level              VARCHAR        "1", "2" or "all"
-- column: step               VARCHAR        approval or activation
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR
-- column: month              DATE           its first day
-- column: ended_on           DATE           the day on which those that wait are looked at
-- column: age_half           BIGINT         days that half of those that wait have waited at most; NULL: none, or few
-- column: age_most           BIGINT         days that nine tenths of them have waited at most
-- column: is_age_half_least  BOOLEAN        whether these may be more
-- column: is_age_most_least  BOOLEAN        the same
-- column: is_age_few         BOOLEAN        whether the days are hidden for so few are waiting
-- column: wait_half          BIGINT         days that half of those that left in the month had waited at most
-- column: wait_most          BIGINT         days that nine tenths of them had waited at most
-- column: is_wait_half_least BOOLEAN        whether these may be more
-- column: is_wait_most_least BOOLEAN        the same
-- column: is_wait_few        BOOLEAN        whether the days are hidden for so few left
-- column: units              BIGINT         communes of the unit that have exports of the month
-- column: communes           BIGINT         communes of the unit

WITH newest AS (
    SELECT max(coverage.last_day) AS last_day
    FROM coverage
),

moment AS (
    SELECT max(waiting_time.month) AS month
    FROM waiting_time
    CROSS JOIN newest
    WHERE
        waiting_time.edition = $edition::VARCHAR
        AND waiting_time.unit_code = $parent::VARCHAR
        AND waiting_time.level = $level::VARCHAR
        AND waiting_time.ended_on <= $as_of::DATE
        AND (
            last_day(waiting_time.month) <= $as_of::DATE
            OR $as_of::DATE >= newest.last_day
        )
),

inside AS (
    SELECT unit_ancestor.unit_code
    FROM unit_ancestor
    WHERE
        unit_ancestor.edition = $edition::VARCHAR
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
        AND unit_ancestor.grain = $grain::VARCHAR
),

size AS (
    SELECT
        unit_ancestor.ancestor_code AS unit_code,
        count(*) AS communes
    FROM unit_ancestor
    SEMI JOIN inside
        ON unit_ancestor.ancestor_code = inside.unit_code
    WHERE
        unit_ancestor.edition = $edition::VARCHAR
        AND unit_ancestor.grain = 'commune'
    GROUP BY unit_ancestor.ancestor_code
)

SELECT
    waiting_time.step,
    waiting_time.unit_code,
    area_name.unit_name,
    waiting_time.month,
    waiting_time.ended_on,
    waiting_time.age_half,
    waiting_time.age_most,
    waiting_time.is_age_half_least,
    waiting_time.is_age_most_least,
    waiting_time.is_age_few,
    waiting_time.wait_half,
    waiting_time.wait_most,
    waiting_time.is_wait_half_least,
    waiting_time.is_wait_most_least,
    waiting_time.is_wait_few,
    waiting_time.units,
    size.communes
FROM waiting_time
INNER JOIN moment
    ON waiting_time.month = moment.month
INNER JOIN inside
    ON waiting_time.unit_code = inside.unit_code
INNER JOIN area_name
    ON
        waiting_time.edition = area_name.edition
        AND waiting_time.unit_code = area_name.unit_code
        AND waiting_time.ended_on BETWEEN area_name.first_day AND area_name.last_day
LEFT JOIN size
    ON waiting_time.unit_code = size.unit_code
WHERE
    waiting_time.edition = $edition::VARCHAR
    AND waiting_time.level = $level::VARCHAR
ORDER BY
    waiting_time.step,
    waiting_time.age_half DESC NULLS LAST,
    area_name.sort_key COLLATE vi,
    waiting_time.unit_code
