-- Nothing that was counted or set is below zero.
--
-- on:     warehouse
-- column: table_name VARCHAR
-- column: edition    VARCHAR
-- column: unit_code  VARCHAR

SELECT
    'observation' AS table_name,
    observation.edition,
    observation.unit_code
FROM observation
WHERE observation.count < 0
UNION ALL
SELECT
    'activity' AS table_name,
    activity.edition,
    activity.unit_code
FROM activity
WHERE activity.count < 0
UNION ALL
SELECT
    'in_force' AS table_name,
    in_force.edition,
    in_force.unit_code
FROM in_force
WHERE in_force.value < 0
