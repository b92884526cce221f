-- What each batch, withdrawal or restoration changed in earlier figures of a unit and of those within it, newest first.
--
-- grain:  one row per changed figure
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code
-- param:  most               INTEGER        number of rows at most
-- column: changed_at         TIMESTAMP
-- column: batch_id           VARCHAR        the batch that came in, or was withdrawn or restored
-- column: source_name        VARCHAR        name of its file
-- column: reason             VARCHAR        correction, later_report, withdrawal or restoration
-- column: why                VARCHAR        what was said with a withdrawal
-- column: who                VARCHAR        who decided it
-- column: kind               VARCHAR        summary, detailed (sum of a day), target or population_base
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR
-- column: subject            VARCHAR        issuer of a target, name of a population base
-- column: as_of              TIMESTAMP      moment of the figure; a target's deadline
-- column: level              VARCHAR        "1", "2" or "all"; NULL for a population
-- column: stage              VARCHAR        collected, approved or activated; NULL for a population
-- column: count_before       BIGINT         NULL where a restoration brought it back
-- column: count_after        BIGINT         NULL where a withdrawal left nothing
-- column: changes            BIGINT         all such rows, shown or not

SELECT
    restatement.changed_at,
    restatement.batch_id,
    batch.source_name,
    restatement.reason,
    restatement.why,
    restatement.who,
    restatement.kind,
    restatement.unit_code,
    unit.full_name AS unit_name,
    restatement.subject,
    restatement.as_of,
    restatement.level,
    restatement.stage,
    restatement.count_before,
    restatement.count_after,
    count(*) OVER () AS changes
FROM restatement
INNER JOIN batch
    ON restatement.batch_id = batch.batch_id
INNER JOIN unit
    ON
        restatement.edition = unit.edition
        AND restatement.unit_code = unit.unit_code
INNER JOIN unit_ancestor
    ON
        restatement.edition = unit_ancestor.edition
        AND restatement.unit_code = unit_ancestor.unit_code
WHERE
    restatement.edition = $edition::VARCHAR
    AND unit_ancestor.ancestor_code = $parent::VARCHAR
ORDER BY
    restatement.changed_at DESC,
    restatement.batch_id DESC,
    unit.full_name COLLATE vi,
    restatement.unit_code,
    restatement.as_of DESC,
    restatement.level,
    restatement.stage
LIMIT $most::INTEGER
