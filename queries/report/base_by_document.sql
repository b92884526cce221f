-- What a rate of a unit is of: the targets in force by the document that set them, or the people by the table that
-- states them, of the units whose reports its count is made of; its own where none of these has any.
--
-- grain:  one row per document, deadline and batch
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  as_of              DATE           day on which they are in force
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  stage              VARCHAR        stage counted: collected, approved or activated
-- param:  issuer             VARCHAR        whose target: ministry, province or district
-- param:  base               VARCHAR        target, eligible or permanent_residents
-- column: document           VARCHAR        paper that sets the target, or table of the people; NULL if not said
-- column: phase              VARCHAR        phase of the campaign
-- column: deadline           DATE           NULL for a count of people
-- column: counted_on         DATE           day of a count of people; NULL for a target
-- column: value              BIGINT         asked for, or living there, in these units
-- column: units              BIGINT         how many units it is of
-- column: edition            VARCHAR        of that unit, where it is one
-- column: unit_code          VARCHAR        the unit, where it is one
-- column: is_inherited       BOOLEAN        set for the units that these were made of
-- column: batch_id           VARCHAR        batch that brought it; "reference" for a table of this program
-- column: source_name        VARCHAR        name of its file; NULL without a file
-- column: received_at        TIMESTAMP      NULL without a file

WITH moment AS (
    SELECT
        era.edition AS era,
        ended.today
    FROM (SELECT least($as_of::DATE, max(coverage.last_day)) AS today FROM coverage) AS ended
    INNER JOIN era
        ON ended.today BETWEEN era.first_day AND era.last_day
),

asked AS (
    SELECT in_force.*
    FROM in_force
    WHERE
        $as_of::DATE BETWEEN in_force.first_day AND in_force.last_day
        AND in_force.base = $base::VARCHAR
        AND (
            in_force.base <> 'target'
            OR (
                in_force.issuer = $issuer::VARCHAR
                AND in_force.level = $level::VARCHAR
                AND in_force.stage = $stage::VARCHAR
            )
        )
),

of_parts AS (
    SELECT asked.*
    FROM asked
    INNER JOIN contributor
        ON
            asked.edition = contributor.source
            AND asked.unit_code = contributor.unit_code
    INNER JOIN moment
        ON contributor.era = moment.era
    WHERE
        contributor.edition = $edition::VARCHAR
        AND contributor.area_code = $unit::VARCHAR
        AND contributor.level = $level::VARCHAR
),

chosen AS (
    SELECT of_parts.*
    FROM of_parts
    UNION ALL
    SELECT asked.*
    FROM asked
    WHERE
        asked.edition = $edition::VARCHAR
        AND asked.unit_code = $unit::VARCHAR
        AND NOT EXISTS (SELECT 1 FROM of_parts)
),

every_target AS (
    SELECT
        target.edition,
        target.unit_code,
        target.issuer,
        target.level,
        target.stage,
        target.deadline,
        target.value,
        target.document,
        target.phase,
        target.batch_id
    FROM target
    UNION ALL
    SELECT
        inherited_target.edition,
        inherited_target.unit_code,
        inherited_target.issuer,
        inherited_target.level,
        inherited_target.stage,
        inherited_target.deadline,
        inherited_target.value,
        inherited_target.document,
        inherited_target.phase,
        inherited_target.batch_id
    FROM inherited_target
),

-- A target of the stage itself goes before that of activation.
set_by AS (
    SELECT
        chosen.edition,
        chosen.unit_code,
        chosen.value,
        chosen.is_inherited,
        chosen.deadline,
        NULL::DATE AS counted_on,
        every_target.document,
        every_target.phase,
        every_target.batch_id
    FROM chosen
    LEFT JOIN every_target
        ON
            chosen.edition = every_target.edition
            AND chosen.unit_code = every_target.unit_code
            AND chosen.issuer = every_target.issuer
            AND chosen.level = every_target.level
            AND every_target.stage IN (chosen.stage, 'activated')
            AND chosen.deadline = every_target.deadline
            AND chosen.value = every_target.value
    WHERE chosen.base = 'target'
    QUALIFY row_number() OVER (
        PARTITION BY chosen.edition, chosen.unit_code
        ORDER BY
            every_target.stage = chosen.stage DESC NULLS LAST,
            every_target.batch_id DESC
    ) = 1
),

-- What a unit inherited in the reform is named where all that it was made of had one table.
former AS (
    SELECT
        lineage.edition,
        lineage.to_code AS unit_code,
        population_source.base,
        CASE WHEN count(DISTINCT population_source.source) = 1 THEN max(population_source.source) END AS source,
        CASE WHEN count(DISTINCT population_source.batch_id) = 1 THEN max(population_source.batch_id) END AS batch_id
    FROM lineage
    INNER JOIN population_source
        ON
            lineage.from_edition = population_source.edition
            AND lineage.from_code = population_source.unit_code
    GROUP BY
        lineage.edition,
        lineage.to_code,
        population_source.base
),

-- The count in force is the newest one up to the day, before the first one that one.
counted_by AS (
    SELECT
        chosen.edition,
        chosen.unit_code,
        chosen.value,
        chosen.is_inherited,
        NULL::DATE AS deadline,
        population_source.as_of AS counted_on,
        coalesce(population_source.source, former.source) AS document,
        NULL::VARCHAR AS phase,
        coalesce(population_source.batch_id, former.batch_id) AS batch_id
    FROM chosen
    LEFT JOIN population_source
        ON
            chosen.edition = population_source.edition
            AND chosen.unit_code = population_source.unit_code
            AND chosen.base = population_source.base
            AND chosen.value = population_source.value
            AND NOT chosen.is_inherited
    LEFT JOIN former
        ON
            chosen.edition = former.edition
            AND chosen.unit_code = former.unit_code
            AND chosen.base = former.base
            AND chosen.is_inherited
    WHERE chosen.base <> 'target'
    QUALIFY row_number() OVER (
        PARTITION BY chosen.edition, chosen.unit_code
        ORDER BY
            population_source.as_of <= $as_of::DATE DESC NULLS LAST,
            population_source.as_of DESC
    ) = 1
),

known AS (
    SELECT set_by.*
    FROM set_by
    UNION ALL
    SELECT counted_by.*
    FROM counted_by
)

SELECT
    known.document,
    known.phase,
    known.deadline,
    known.counted_on,
    sum(known.value)::BIGINT AS value,
    count(*) AS units,
    CASE WHEN count(*) = 1 THEN max(known.edition) END AS edition,
    CASE WHEN count(*) = 1 THEN max(known.unit_code) END AS unit_code,
    known.is_inherited,
    known.batch_id,
    batch.source_name,
    batch.received_at
FROM known
LEFT JOIN batch
    ON known.batch_id = batch.batch_id
GROUP BY
    known.document,
    known.phase,
    known.deadline,
    known.counted_on,
    known.is_inherited,
    known.batch_id,
    batch.source_name,
    batch.received_at
ORDER BY
    value DESC,
    known.deadline,
    known.document
