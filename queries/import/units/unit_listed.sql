-- Every name of every unit, folded, as rows are matched with it.
--
-- grain:  one row per name of a unit, in the order of time
-- after:  unit_name
-- column: edition     VARCHAR
-- column: unit_code   VARCHAR
-- column: grain       VARCHAR
-- column: name        VARCHAR
-- column: full_name   VARCHAR
-- column: name_folded VARCHAR
-- column: full_folded VARCHAR
-- column: parent_code VARCHAR
-- column: since       DATE
-- column: until       DATE

SELECT
    unit_name.edition,
    unit_name.unit_code,
    unit_name.grain,
    unit_name.name,
    unit_name.full_name,
    folded(unit_name.name) AS name_folded,
    folded(unit_name.full_name) AS full_folded,
    unit_name.parent_code,
    unit_name.since,
    unit_name.until
FROM unit_name
ORDER BY unit_name.since NULLS FIRST
