-- Every name of every unit with the days on which the unit bore it and existed.
-- The edition that a name is of has bounds that the name itself has not.
--
-- grain:  one row per name of a unit, in the order of time
-- after:  unit, unit_name
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: full_name VARCHAR
-- column: above     VARCHAR  full name of the unit above
-- column: since     DATE
-- column: until     DATE

SELECT
    unit_name.edition,
    unit_name.unit_code,
    unit_name.full_name,
    above.full_name AS above,
    coalesce(unit_name.since, unit.valid_from) AS since,
    coalesce(unit_name.until, unit.valid_to) AS until
FROM unit_name
INNER JOIN unit ON unit_name.edition = unit.edition AND unit_name.unit_code = unit.unit_code
LEFT JOIN unit AS above ON unit.edition = above.edition AND unit.parent_code = above.unit_code
ORDER BY unit_name.since NULLS FIRST
