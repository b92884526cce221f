-- Every unit is within itself, within its parent, and within the nation.
--
-- on:     warehouse
-- column: edition       VARCHAR
-- column: unit_code     VARCHAR
-- column: ancestor_code VARCHAR  the unit above that is missing

WITH due AS (
    SELECT
        unit.edition,
        unit.unit_code,
        unnest([unit.unit_code, unit.parent_code, 'VN']) AS ancestor_code
    FROM unit
)

SELECT DISTINCT
    due.edition,
    due.unit_code,
    due.ancestor_code
FROM due
ANTI JOIN unit_ancestor
    ON
        due.edition = unit_ancestor.edition
        AND due.unit_code = unit_ancestor.unit_code
        AND due.ancestor_code = unit_ancestor.ancestor_code
WHERE due.ancestor_code IS NOT NULL
