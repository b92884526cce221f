-- Who was on duty where, and from which minute of the day to which. Of a shift that came in again the later file
-- counts.
--
-- grain:  one row per (edition, unit_code, date, team_kind, start_minute)
-- after:  batch
-- from:   accepted_duty
-- part:   province
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: date DATE
-- column: team_kind VARCHAR
-- column: start_minute BIGINT
-- column: end_minute BIGINT
-- column: teams BIGINT
-- column: people BIGINT
-- column: batch_id VARCHAR

SELECT
    accepted_duty.edition,
    accepted_duty.unit_code,
    accepted_duty.date,
    accepted_duty.team_kind,
    accepted_duty.start_minute,
    accepted_duty.end_minute,
    coalesce(accepted_duty.teams, 1) AS teams,
    accepted_duty.people,
    accepted_duty.batch_id
FROM accepted_duty
INNER JOIN batch
    ON accepted_duty.batch_id = batch.batch_id
QUALIFY
    row_number() OVER (
        PARTITION BY
            accepted_duty.edition,
            accepted_duty.unit_code,
            accepted_duty.date,
            accepted_duty.team_kind,
            accepted_duty.start_minute
        ORDER BY batch.turn DESC
    ) = 1
ORDER BY
    accepted_duty.edition,
    accepted_duty.unit_code,
    accepted_duty.date
