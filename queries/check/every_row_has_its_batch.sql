-- Every figure can be traced to the batch that brought it.
--
-- on:     warehouse
-- column: table_name VARCHAR
-- column: batch_id   VARCHAR

WITH named AS (
    SELECT
        'observation' AS table_name,
        observation.batch_id
    FROM observation
    UNION
    SELECT
        'activity' AS table_name,
        activity.batch_id
    FROM activity
    UNION
    SELECT
        'target' AS table_name,
        target.batch_id
    FROM target
)

SELECT
    named.table_name,
    named.batch_id
FROM named
ANTI JOIN batch
    ON named.batch_id = batch.batch_id
