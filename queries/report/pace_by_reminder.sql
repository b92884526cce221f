-- Where the units within a parent stood on each day on which one of them was reminded: reminded or not, so that those
-- alike can be compared. A day beyond the newest figures is asked as of their last one.
--
-- grain:  one row per day with a reminder and unit that had a pace on it
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  date_from          DATE           first day
-- param:  date_to            DATE           last day
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  stage              VARCHAR        collected, approved or activated
-- param:  issuer             VARCHAR        whose target: ministry, province or district
-- column: reminded_on        DATE
-- column: unit_code          VARCHAR
-- column: counted            BIGINT         cumulative count on the day
-- column: target             BIGINT         the issuer's target in force on it; NULL where none was set
-- column: pace_7             DOUBLE         counted a day, between reports some 7 days apart

WITH inside AS (
    SELECT unit_ancestor.unit_code
    FROM unit_ancestor
    WHERE
        unit_ancestor.edition = $edition::VARCHAR
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
),

-- Of the units themselves and of those of the other edition that they became or were.
place AS (
    SELECT
        inside.unit_code,
        $edition::VARCHAR AS edition
    FROM inside
    UNION
    SELECT
        lineage.from_code AS unit_code,
        lineage.from_edition AS edition
    FROM lineage
    INNER JOIN inside
        ON
            lineage.edition = $edition::VARCHAR
            AND lineage.to_code = inside.unit_code
    UNION
    SELECT
        lineage.to_code AS unit_code,
        lineage.edition
    FROM lineage
    INNER JOIN inside
        ON
            lineage.from_edition = $edition::VARCHAR
            AND lineage.from_code = inside.unit_code
),

newest AS (
    SELECT max(coverage.last_day) AS last_day
    FROM coverage
),

looked_at AS (
    SELECT DISTINCT
        event.start_date AS reminded_on,
        least(event.start_date, newest.last_day) AS date
    FROM event
    INNER JOIN place
        ON
            event.edition = place.edition
            AND event.unit_code = place.unit_code
    CROSS JOIN newest
    WHERE
        event.event_kind = 'reminder'
        AND event.start_date BETWEEN $date_from::DATE AND $date_to::DATE
)

SELECT
    looked_at.reminded_on,
    area_progress.unit_code,
    area_progress.count AS counted,
    in_force.value AS target,
    area_progress.pace_7
FROM looked_at
INNER JOIN area_progress
    ON looked_at.date = area_progress.date
INNER JOIN inside
    ON area_progress.unit_code = inside.unit_code
LEFT JOIN in_force
    ON
        area_progress.edition = in_force.edition
        AND area_progress.unit_code = in_force.unit_code
        AND area_progress.level = in_force.level
        AND area_progress.stage = in_force.stage
        AND in_force.base = 'target'
        AND in_force.issuer = $issuer::VARCHAR
        AND looked_at.date BETWEEN in_force.first_day AND in_force.last_day
WHERE
    area_progress.edition = $edition::VARCHAR
    AND area_progress.level = $level::VARCHAR
    AND area_progress.stage = $stage::VARCHAR
    AND area_progress.pace_7 IS NOT NULL
ORDER BY
    looked_at.reminded_on,
    area_progress.unit_code
