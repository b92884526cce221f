-- What each batch, withdrawal or restoration changed in earlier figures of a unit and of those within it, newest first.
-- Counts of accounts from 1 to below small_count are hidden, and those that would give such a one away.
--
-- grain:  one row per changed figure
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code
-- param:  as_of              DATE           day whose names the units bear
-- param:  most               INTEGER        number of rows at most
-- param:  small_count        INTEGER        counts from 1 to below this are hidden
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
),

-- Targets and populations are no counts of accounts. A cumulative count and what is hidden with it are not told apart,
-- for then the total would tell both.
judged AS (
    SELECT
        within.*,
        seen.changes,
        CASE
            WHEN within.kind = 'summary' THEN 'beside'
            WHEN within.kind = 'detailed' THEN 'small'
        END AS hiding,
        coalesce(
            within.kind = 'summary'
            AND CASE within.stage
                WHEN 'collected' THEN giveaway.collected
                WHEN 'approved' THEN giveaway.approved
                ELSE giveaway.activated
            END < $small_count::INTEGER,
            FALSE
        ) AS is_given_away
    FROM within
    INNER JOIN seen
        ON
            within.changed_at = seen.changed_at
            AND within.batch_id = seen.batch_id
    LEFT JOIN giveaway
        ON
            within.edition = giveaway.edition
            AND within.unit_code = giveaway.unit_code
            AND within.level = giveaway.level
            AND within.as_of::DATE = giveaway.date
),

hidden AS (
    SELECT
        judged.*,
        CASE
            WHEN judged.count_before BETWEEN 1 AND $small_count::INTEGER - 1 THEN judged.hiding
            WHEN judged.count_before > 0 AND judged.is_given_away THEN judged.hiding
        END AS before_why,
        CASE
            WHEN judged.count_after BETWEEN 1 AND $small_count::INTEGER - 1 THEN judged.hiding
            WHEN judged.count_after > 0 AND judged.is_given_away THEN judged.hiding
        END AS after_why
    FROM judged
)

SELECT
    hidden.changed_at,
    hidden.batch_id,
    batch.source_name,
    hidden.reason,
    hidden.why,
    hidden.who,
    hidden.kind,
    hidden.unit_code,
    area_name.unit_name,
    hidden.subject,
    hidden.as_of,
    hidden.level,
    hidden.stage,
    CASE WHEN hidden.before_why IS NULL THEN hidden.count_before END AS count_before,
    CASE WHEN hidden.after_why IS NULL THEN hidden.count_after END AS count_after,
    hidden.before_why,
    hidden.after_why,
    hidden.changes::BIGINT AS changes
FROM hidden
INNER JOIN batch
    ON hidden.batch_id = batch.batch_id
INNER JOIN area_name
    ON
        hidden.edition = area_name.edition
        AND hidden.unit_code = area_name.unit_code
        AND $as_of::DATE BETWEEN area_name.first_day AND area_name.last_day
ORDER BY
    hidden.changed_at DESC,
    hidden.batch_id DESC,
    area_name.sort_key,
    hidden.unit_code,
    hidden.as_of DESC,
    hidden.level,
    hidden.stage
LIMIT $most::INTEGER
