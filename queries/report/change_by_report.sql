-- What was changed of counts that summary reports had given: by a marked correction, or by a later report.
--
-- grain:  one row per unit, moment and level that was changed, and change
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  as_of              DATE           last day that reports speak of
-- param:  level              VARCHAR        "1", "2" or "all", which the other two make up
-- param:  stage              VARCHAR        collected, approved or activated
-- column: unit_code          VARCHAR
-- column: date               DATE           day that the report speaks of
-- column: level              VARCHAR        level that was reported
-- column: changed_on         DATE           day on which the change came in
-- column: is_correction      BOOLEAN        marked as one
-- column: count_before       BIGINT
-- column: count_after        BIGINT

SELECT
    restatement.unit_code,
    restatement.as_of::DATE AS date,
    restatement.level,
    restatement.changed_at::DATE AS changed_on,
    restatement.reason = 'correction' AS is_correction,
    restatement.count_before,
    restatement.count_after
FROM restatement
INNER JOIN unit_ancestor
    ON
        restatement.edition = unit_ancestor.edition
        AND restatement.unit_code = unit_ancestor.unit_code
WHERE
    restatement.edition = $edition::VARCHAR
    AND restatement.kind = 'summary'
    AND restatement.stage = $stage::VARCHAR
    AND ($level::VARCHAR = 'all' OR restatement.level = $level::VARCHAR)
    AND unit_ancestor.ancestor_code = $parent::VARCHAR
    AND restatement.as_of::DATE <= $as_of::DATE
    AND restatement.count_before IS NOT NULL
    AND restatement.count_after IS NOT NULL
ORDER BY
    restatement.changed_at,
    restatement.unit_code,
    restatement.as_of,
    restatement.level
