-- Targets as set: who asked, how many, until when, by which document; a later batch replaces the same target.
--
-- grain:  one row per (edition, unit_code, issuer, level, stage, deadline)
-- after:  batch
-- from:   accepted_target
-- part:   province
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: issuer VARCHAR
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: start_date DATE
-- column: deadline DATE
-- column: value BIGINT
-- column: document VARCHAR
-- column: phase VARCHAR
-- column: batch_id VARCHAR

SELECT
    accepted_target.edition,
    accepted_target.unit_code,
    accepted_target.issuer,
    accepted_target.level,
    accepted_target.stage,
    accepted_target.start_date,
    accepted_target.deadline,
    accepted_target.value,
    accepted_target.document,
    accepted_target.phase,
    accepted_target.batch_id
FROM accepted_target
INNER JOIN batch
    ON accepted_target.batch_id = batch.batch_id
QUALIFY
    row_number() OVER (
        PARTITION BY
            accepted_target.edition,
            accepted_target.unit_code,
            accepted_target.issuer,
            accepted_target.level,
            accepted_target.stage,
            accepted_target.deadline
        ORDER BY batch.turn DESC
    ) = 1
ORDER BY
    accepted_target.edition,
    accepted_target.unit_code,
    accepted_target.issuer,
    accepted_target.deadline
