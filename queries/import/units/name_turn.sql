-- The days from which a name means another unit than before.
--
-- grain:  one row per day, the newest first
-- after:  unit, unit_change
-- column: turn DATE

WITH renamed AS (
    SELECT DISTINCT
        unit_change.edition,
        unit_change.unit_code
    FROM unit_change
    INNER JOIN unit ON unit_change.edition = unit.edition AND unit_change.unit_code = unit.unit_code
    WHERE unit_change.name <> unit.name
)

SELECT unit_change.since AS turn
FROM unit_change
SEMI JOIN renamed ON unit_change.edition = renamed.edition AND unit_change.unit_code = renamed.unit_code
WHERE unit_change.since IS NOT NULL
UNION
SELECT unit.valid_to + 1 AS turn
FROM unit
WHERE unit.valid_to <> DATE '2025-06-30'
UNION
SELECT unit.valid_from AS turn
FROM unit
WHERE unit.valid_from <> DATE '2025-07-01'
ORDER BY turn DESC
