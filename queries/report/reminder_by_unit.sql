-- Who was reminded when: the units within a parent, and in the other edition those that they became or were.
-- A reminder of a larger unit is none of those within it.
--
-- grain:  one row per unit, day and unit that was reminded
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  date_to            DATE           last day
-- column: unit_code          VARCHAR
-- column: reminded_on        DATE
-- column: is_whole           BOOLEAN        itself was reminded, or the only one that it became or was
-- column: other_name         VARCHAR        full name of the unit in the other edition; NULL of its own

WITH reminder AS (
    SELECT DISTINCT
        event.edition,
        event.unit_code,
        event.start_date
    FROM event
    WHERE
        event.event_kind = 'reminder'
        AND event.unit_code IS NOT NULL
        AND event.start_date <= $date_to::DATE
),

whose AS (
    SELECT
        reminder.*,
        reminder.edition AS own_edition,
        reminder.unit_code AS own_code,
        TRUE AS is_whole
    FROM reminder
    UNION ALL
    SELECT
        reminder.*,
        lineage.edition AS own_edition,
        lineage.to_code AS own_code,
        lineage.is_alone AS is_whole
    FROM reminder
    INNER JOIN lineage
        ON
            reminder.edition = lineage.from_edition
            AND reminder.unit_code = lineage.from_code
    UNION ALL
    SELECT
        reminder.*,
        lineage.from_edition AS own_edition,
        lineage.from_code AS own_code,
        lineage.is_alone AS is_whole
    FROM reminder
    INNER JOIN lineage
        ON
            reminder.edition = lineage.edition
            AND reminder.unit_code = lineage.to_code
)

SELECT
    whose.own_code AS unit_code,
    whose.start_date AS reminded_on,
    whose.is_whole,
    CASE WHEN whose.edition <> whose.own_edition THEN unit.full_name END AS other_name
FROM whose
INNER JOIN unit_ancestor
    ON
        whose.own_edition = unit_ancestor.edition
        AND whose.own_code = unit_ancestor.unit_code
INNER JOIN unit
    ON
        whose.edition = unit.edition
        AND whose.unit_code = unit.unit_code
WHERE
    whose.own_edition = $edition::VARCHAR
    AND unit_ancestor.ancestor_code = $parent::VARCHAR
ORDER BY
    whose.own_code,
    whose.start_date,
    whose.edition,
    whose.unit_code
