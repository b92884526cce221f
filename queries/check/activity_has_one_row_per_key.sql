-- What was counted once is in the activity once, whichever batch it came with.
--
-- on:     warehouse
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: date      DATE

SELECT
    activity.edition,
    activity.unit_code,
    activity.date
FROM activity
GROUP BY
    activity.edition,
    activity.unit_code,
    activity.date,
    activity.hour_band,
    activity.level,
    activity.stage,
    activity.channel,
    activity.team_code
HAVING count(*) > 1
