-- Counts of the detailed exports; a later export of a unit's day replaces the whole of that day.
--
-- grain:  one row per (edition, unit_code, date, hour_band, level, stage, channel, team_code)
-- after:  batch

WITH newest AS (
    SELECT
        accepted_detailed.edition,
        accepted_detailed.unit_code,
        accepted_detailed.date,
        arg_max(batch.batch_id, (batch.received_at, batch.batch_id)) AS batch_id
    FROM accepted_detailed
    INNER JOIN batch
        ON accepted_detailed.batch_id = batch.batch_id
    GROUP BY
        accepted_detailed.edition,
        accepted_detailed.unit_code,
        accepted_detailed.date
)

SELECT
    accepted_detailed.edition,
    accepted_detailed.unit_code,
    accepted_detailed.date,
    accepted_detailed.hour_band,
    accepted_detailed.level,
    accepted_detailed.stage,
    accepted_detailed.channel,
    accepted_detailed.team_code,
    accepted_detailed.count,
    accepted_detailed.batch_id
FROM accepted_detailed
INNER JOIN newest
    ON
        accepted_detailed.edition = newest.edition
        AND accepted_detailed.unit_code = newest.unit_code
        AND accepted_detailed.date = newest.date
        AND accepted_detailed.batch_id = newest.batch_id
ORDER BY
    accepted_detailed.date,
    accepted_detailed.unit_code
