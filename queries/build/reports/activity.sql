-- Counts of the detailed exports. Exports of one unit's day add up where they count different things; of the same
-- thing the later one counts (`counting` is a macro of queries/macro/days.sql).
--
-- grain:  one row per (edition, unit_code, date, hour_band, level, stage, channel, team_code)
-- after:  batch
-- from:   accepted_detailed
-- part:   province
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: date DATE
-- column: hour_band VARCHAR
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: channel VARCHAR
-- column: team_code VARCHAR
-- column: count BIGINT
-- column: batch_id VARCHAR

-- Handed to the macro by its name, which the linter does not see.
WITH received AS ( -- noqa: ST03
    SELECT
        accepted_detailed.*,
        batch.turn,
        TIMESTAMP '9999-12-31' AS moment
    FROM accepted_detailed
    INNER JOIN batch
        ON accepted_detailed.batch_id = batch.batch_id
)

SELECT
    counted.edition,
    counted.unit_code,
    counted.date,
    counted.hour_band,
    counted.level,
    counted.stage,
    counted.channel,
    counted.team_code,
    counted.count,
    counted.batch_id
FROM counting('received') AS counted
ORDER BY
    counted.date,
    counted.unit_code
