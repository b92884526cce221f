-- The names that units took on later days; a change without a day is the name that a unit had at first.
--
-- grain:  one row per unit and day of a change
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: since     DATE     NULL for the first name
-- column: name      VARCHAR
-- column: full_name VARCHAR

SELECT
    source_unit_change.edition,
    source_unit_change.unit_code,
    source_unit_change.effective_on::DATE AS since,
    source_unit_change.name,
    source_unit_change.full_name
FROM source_unit_change
