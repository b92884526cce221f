-- Accepted batches, as their manifests describe them; of a withdrawn one no other table has a row.
--
-- grain:  one row per batch_id
-- part:   nation
-- as:     published

SELECT
    source_batch.batch_id,
    source_batch.kind,
    source_batch.source_name,
    source_batch.sha256,
    source_batch.received_at,
    source_batch.period_from,
    source_batch.period_to,
    source_batch.accepted_rows,
    source_batch.quarantined_rows,
    -- Of a detailed export the lines of its first and last row; of dossiers their number. 0 where that was not kept.
    source_batch.first_row,
    source_batch.last_row,
    source_batch.dossiers,
    source_batch.superseded_by,
    source_batch.is_demo,
    source_batch.withdrawn_at,
    source_batch.withdrawn_by,
    source_batch.withdrawn_why,
    -- Its place in the order in which batches came in and were decided about, and the time that it counts by: the
    -- clock's, but never before what came earlier.
    source_batch.turn,
    source_batch.happened_at
FROM source_batch
ORDER BY source_batch.turn
