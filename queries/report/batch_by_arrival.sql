-- What came in: the accepted batches, newest first.
--
-- grain:  one row per batch
-- column: batch_id           VARCHAR
-- column: kind               VARCHAR        summary, detailed, target, population_base, team or published
-- column: source_name        VARCHAR        name of the file that came
-- column: received_at        TIMESTAMP
-- column: period_from        DATE           first day in the file; NULL for files without days
-- column: period_to          DATE           last day in the file
-- column: accepted_rows      BIGINT
-- column: quarantined_rows   BIGINT         rows that were not taken, each with a reason
-- column: is_demo            BOOLEAN        simulated figures
-- column: withdrawn_at       TIMESTAMP      when it was taken out of the figures; NULL while it counts
-- column: withdrawn_by       VARCHAR        by whom
-- column: withdrawn_why      VARCHAR        and why

SELECT
    batch.batch_id,
    batch.kind,
    batch.source_name,
    batch.received_at,
    batch.period_from,
    batch.period_to,
    batch.accepted_rows,
    batch.quarantined_rows,
    batch.is_demo,
    batch.withdrawn_at,
    batch.withdrawn_by,
    batch.withdrawn_why
FROM batch
ORDER BY batch.turn DESC
