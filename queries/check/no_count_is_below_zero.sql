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
    'denominator' AS table_name,
    denominator.edition,
    denominator.unit_code
FROM denominator
WHERE denominator.value < 0
