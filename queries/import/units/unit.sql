-- The units of both editions. Those that ended within their edition may be named for days on which they still existed.
--
-- grain:  one row per edition and unit
-- column: edition      VARCHAR
-- column: unit_code    VARCHAR
-- column: grain        VARCHAR
-- column: kind         VARCHAR
-- column: name         VARCHAR
-- column: full_name    VARCHAR
-- column: parent_code  VARCHAR
-- column: valid_from   DATE     NULL for a unit that is as old as its edition
-- column: valid_to     DATE     NULL for a unit that exists today

WITH every_unit AS (
    SELECT * FROM source_unit
    UNION ALL BY NAME
    SELECT * FROM source_unit_ended
)

SELECT
    every_unit.edition,
    every_unit.unit_code,
    every_unit.grain,
    every_unit.kind,
    every_unit.name,
    every_unit.full_name,
    every_unit.parent_code,
    every_unit.valid_from::DATE AS valid_from,
    every_unit.valid_to::DATE AS valid_to
FROM every_unit
