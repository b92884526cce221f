-- Cumulative counts of the summary reports; where two batches speak of the same moment, the later one counts.
--
-- grain:  one row per (edition, unit_code, as_of, level, stage)
-- after:  batch

SELECT
    accepted_summary.edition,
    accepted_summary.unit_code,
    accepted_summary.as_of,
    accepted_summary.level,
    accepted_summary.stage,
    arg_max(accepted_summary.count, (batch.received_at, batch.batch_id)) AS count,
    arg_max(accepted_summary.is_correction, (batch.received_at, batch.batch_id)) AS is_correction,
    arg_max(batch.batch_id, (batch.received_at, batch.batch_id)) AS batch_id
FROM accepted_summary
INNER JOIN batch
    ON accepted_summary.batch_id = batch.batch_id
GROUP BY
    accepted_summary.edition,
    accepted_summary.unit_code,
    accepted_summary.as_of,
    accepted_summary.level,
    accepted_summary.stage
