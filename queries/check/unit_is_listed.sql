-- Every figure, target and population belongs to a unit of the table of units.
--
-- on:     warehouse
-- column: table_name VARCHAR
-- column: edition    VARCHAR
-- column: unit_code  VARCHAR

WITH named AS (
    SELECT
        'observation' AS table_name,
        observation.edition,
        observation.unit_code
    FROM observation
    UNION
    SELECT
        'activity' AS table_name,
        activity.edition,
        activity.unit_code
    FROM activity
    UNION
    SELECT
        'target' AS table_name,
        target.edition,
        target.unit_code
    FROM target
    UNION
    SELECT
        'population_base' AS table_name,
        population_base.edition,
        population_base.unit_code
    FROM population_base
)

SELECT
    named.table_name,
    named.edition,
    named.unit_code
FROM named
ANTI JOIN unit
    ON
        named.edition = unit.edition
        AND named.unit_code = unit.unit_code
