-- What each batch, withdrawal or restoration changed in earlier figures of a unit and of those within it, newest first.
-- What is hidden is hidden in the table (see `restatement`).
--
-- grain:  one row per changed figure
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code
-- param:  as_of              DATE           day whose names the units bear
-- param:  most               INTEGER        number of rows at most
-- column: changed_at         TIMESTAMP
-- column: batch_id           VARCHAR        the batch that came in, or was withdrawn or restored
-- column: source_name        VARCHAR        name of its file
-- column: reason             VARCHAR        correction, later_report, withdrawal or restoration
-- column: why                VARCHAR        what was said with a withdrawal
-- column: who                VARCHAR        who decided it
-- column: kind               VARCHAR        summary, detailed (sum of a day), target or population_base
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR        as it was called on as_of
-- column: subject            VARCHAR        issuer of a target, name of a population base
-- column: as_of              TIMESTAMP      moment of the figure; a target's deadline
-- column: level              VARCHAR        "1", "2" or "all"; NULL for a population
-- column: stage              VARCHAR        collected, approved or activated; NULL for a population
-- column: count_before       BIGINT         NULL where a restoration brought it back
-- column: count_after        BIGINT         NULL where a withdrawal left nothing
-- column: before_why         VARCHAR        why the count before is hidden: small, or beside (it would give one away)
-- column: after_why          VARCHAR        the same of the count after
-- column: changes            BIGINT         all such rows, shown or not

WITH within AS (
    SELECT restatement.*
    FROM restatement
    INNER JOIN unit_ancestor
        ON
            restatement.edition = unit_ancestor.edition
            AND restatement.unit_code = unit_ancestor.unit_code
    WHERE
        restatement.edition = $edition::VARCHAR
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
),

-- Names are put in order, which takes long, only of the batches that will be seen.
seen AS (
    SELECT
        within.changed_at,
        within.batch_id,
        sum(count(*)) OVER () AS changes
    FROM within
    GROUP BY
        within.changed_at,
        within.batch_id
    QUALIFY
        sum(count(*)) OVER (
            ORDER BY
                within.changed_at DESC,
                within.batch_id DESC
        ) - count(*) < $most::INTEGER
)

SELECT
    within.changed_at,
    within.batch_id,
    batch.source_name,
    within.reason,
    within.why,
    within.who,
    within.kind,
    within.unit_code,
    area_name.unit_name,
    within.subject,
    within.as_of,
    within.level,
    within.stage,
    within.count_before,
    within.count_after,
    within.before_why,
    within.after_why,
    seen.changes::BIGINT AS changes
FROM within
INNER JOIN seen
    ON
        within.changed_at = seen.changed_at
        AND within.batch_id = seen.batch_id
INNER JOIN batch
    ON within.batch_id = batch.batch_id
INNER JOIN area_name
    ON
        within.edition = area_name.edition
        AND within.unit_code = area_name.unit_code
        AND $as_of::DATE BETWEEN area_name.first_day AND area_name.last_day
ORDER BY
    within.changed_at DESC,
    within.batch_id DESC,
    area_name.sort_key,
    within.unit_code,
    within.as_of DESC,
    within.level,
    within.stage
LIMIT $most::INTEGER
