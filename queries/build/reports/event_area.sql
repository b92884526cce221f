-- Which units an event is shown to: its own, all within it, and in the other edition those that they became or were.
-- One of all units is in none of these rows.
--
-- grain:  one row per (event_edition, event_unit_code, edition, unit_code)
-- after:  event, unit_ancestor, lineage
-- from:   event
-- part:   province
-- as:     published
-- column: event_edition VARCHAR
-- column: event_unit_code VARCHAR
-- column: edition VARCHAR
-- column: unit_code VARCHAR

WITH place AS (
    SELECT DISTINCT
        event.edition,
        event.unit_code
    FROM event
    WHERE event.unit_code IS NOT NULL
),

within AS (
    SELECT
        place.edition AS event_edition,
        place.unit_code AS event_unit_code,
        unit_ancestor.edition,
        unit_ancestor.unit_code
    FROM place
    INNER JOIN unit_ancestor
        ON
            place.edition = unit_ancestor.edition
            AND place.unit_code = unit_ancestor.ancestor_code
)

SELECT within.*
FROM within
UNION
SELECT
    within.event_edition,
    within.event_unit_code,
    lineage.edition,
    lineage.to_code AS unit_code
FROM within
INNER JOIN lineage
    ON
        within.edition = lineage.from_edition
        AND within.unit_code = lineage.from_code
UNION
SELECT
    within.event_edition,
    within.event_unit_code,
    lineage.from_edition AS edition,
    lineage.from_code AS unit_code
FROM within
INNER JOIN lineage
    ON
        within.edition = lineage.edition
        AND within.unit_code = lineage.to_code
