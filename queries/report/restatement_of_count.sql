-- What later files, corrections, withdrawals and restorations changed in the figures that a unit's count is made of,
-- newest first. What is hidden is hidden in the table (see `restatement`).
--
-- grain:  one row per changed figure
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  level              VARCHAR        "1", "2" or "all"; with "all" those of both levels too
-- param:  stage              VARCHAR        collected, approved or activated
-- param:  date_from          DATE           first day of the figures
-- param:  date_to            DATE           last day of the figures
-- column: changed_at         TIMESTAMP
-- column: reason             VARCHAR        correction, later_report, withdrawal or restoration
-- column: kind               VARCHAR        summary, or detailed (the sum of a day)
-- column: level              VARCHAR        "1", "2" or "all"
-- column: as_of              TIMESTAMP      moment of the figure
-- column: count_before       BIGINT         NULL where a restoration brought it back, or where it is hidden
-- column: count_after        BIGINT         NULL where a withdrawal left nothing, or where it is hidden
-- column: before_why         VARCHAR        why the count before is hidden: small, or beside (it would give one away)
-- column: after_why          VARCHAR        the same of the count after
-- column: why                VARCHAR        what was said with a withdrawal
-- column: batch_id           VARCHAR        the batch that came in, or was withdrawn or restored
-- column: source_name        VARCHAR        name of its file

SELECT
    restatement.changed_at,
    restatement.reason,
    restatement.kind,
    restatement.level,
    restatement.as_of,
    restatement.count_before,
    restatement.count_after,
    restatement.before_why,
    restatement.after_why,
    restatement.why,
    restatement.batch_id,
    batch.source_name
FROM restatement
INNER JOIN batch
    ON restatement.batch_id = batch.batch_id
WHERE
    restatement.edition = $edition::VARCHAR
    AND restatement.unit_code = $unit::VARCHAR
    AND restatement.kind IN ('summary', 'detailed')
    AND restatement.stage = $stage::VARCHAR
    AND $level::VARCHAR IN (restatement.level, 'all')
    AND restatement.as_of::DATE BETWEEN $date_from::DATE AND $date_to::DATE
ORDER BY
    restatement.changed_at DESC,
    restatement.as_of DESC,
    restatement.level
