-- Which detailed exports speak of a unit, and from which day to which: the files that its count is added up from.
--
-- grain:  one row per (edition, unit_code, level, stage, turn)
-- after:  activity, batch
-- from:   activity
-- part:   province
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: turn INTEGER
-- column: first_day DATE
-- column: last_day DATE

SELECT
    activity.edition,
    activity.unit_code,
    activity.level,
    activity.stage,
    batch.turn,
    min(activity.date) AS first_day,
    max(activity.date) AS last_day
FROM activity
INNER JOIN batch
    ON activity.batch_id = batch.batch_id
GROUP BY
    activity.edition,
    activity.unit_code,
    activity.level,
    activity.stage,
    batch.turn
ORDER BY
    activity.edition,
    activity.unit_code,
    activity.level,
    activity.stage,
    first_day,
    batch.turn
