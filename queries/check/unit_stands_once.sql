-- A unit's key is edition and code.
--
-- on:     warehouse
-- column: edition   VARCHAR
-- column: unit_code VARCHAR

SELECT
    unit.edition,
    unit.unit_code
FROM unit
GROUP BY
    unit.edition,
    unit.unit_code
HAVING count(*) > 1
