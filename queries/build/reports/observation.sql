-- Cumulative counts of the summary reports; where two batches hold the same moment, the later one counts
-- (is_restated).
--
-- grain:  one row per (edition, unit_code, as_of, level, stage)
-- after:  batch
-- part:   province

-- Arrivals as numbers: of five million rows each state of the sums below then has a fixed, small size.
WITH newest AS (
    SELECT
        accepted_summary.edition,
        accepted_summary.unit_code,
        accepted_summary.as_of,
        accepted_summary.level,
        accepted_summary.stage,
        arg_max(accepted_summary.count, batch.turn) AS count,
        arg_max(coalesce(accepted_summary.is_correction, FALSE), batch.turn) AS is_correction,
        count(*) > 1 AS is_restated,
        max(batch.turn) AS turn
    FROM accepted_summary
    INNER JOIN batch
        ON accepted_summary.batch_id = batch.batch_id
    GROUP BY
        accepted_summary.edition,
        accepted_summary.unit_code,
        accepted_summary.as_of,
        accepted_summary.level,
        accepted_summary.stage
)

SELECT
    newest.edition,
    newest.unit_code,
    newest.as_of,
    newest.level,
    newest.stage,
    newest.count,
    newest.is_correction,
    newest.is_restated,
    newest.turn,
    batch.batch_id
FROM newest
INNER JOIN batch
    ON newest.turn = batch.turn
