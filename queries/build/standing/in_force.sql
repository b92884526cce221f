-- What a count is divided by on a day: the target in force of each stage, and the people of each population base.
-- A target of the stage itself goes before the activation target, against which offices measure the other stages too.
-- is_inherited says that one of the two was set for the units that this one was made of.
--
-- grain:  one row per (edition, unit_code, base, issuer, level, stage, first_day); population bases have no issuer,
--         level or stage
-- part:   province
-- after:  dated_target, dated_population
-- from:   dated_target, dated_population
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: base VARCHAR
-- column: issuer VARCHAR
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: first_day DATE
-- column: last_day DATE
-- column: value BIGINT
-- column: deadline DATE
-- column: is_inherited BOOLEAN

WITH asked AS (
    SELECT
        dated_target.*,
        stages.stage AS of_stage
    FROM dated_target
    INNER JOIN (VALUES ('collected'), ('approved'), ('activated')) AS stages (stage)
        ON dated_target.stage IN (stages.stage, 'activated')
),

edge AS (
    SELECT DISTINCT
        asked.edition,
        asked.unit_code,
        asked.issuer,
        asked.level,
        asked.of_stage,
        unnest([asked.in_force_from, asked.in_force_to + 1]) AS date
    FROM asked
),

span AS (
    SELECT
        edge.*,
        lead(edge.date) OVER (
            PARTITION BY edge.edition, edge.unit_code, edge.issuer, edge.level, edge.of_stage
            ORDER BY edge.date
        ) - 1 AS last_date
    FROM edge
)

SELECT
    asked.edition,
    asked.unit_code,
    'target' AS base,
    asked.issuer,
    asked.level,
    asked.of_stage AS stage,
    span.date AS first_day,
    span.last_date AS last_day,
    arg_max(asked.value, asked.stage = asked.of_stage) AS value,
    arg_max(asked.deadline, asked.stage = asked.of_stage) AS deadline,
    bool_or(asked.is_inherited) AS is_inherited
FROM span
INNER JOIN asked
    ON
        span.edition = asked.edition
        AND span.unit_code = asked.unit_code
        AND span.issuer = asked.issuer
        AND span.level = asked.level
        AND span.of_stage = asked.of_stage
        AND span.date BETWEEN asked.in_force_from AND asked.in_force_to
GROUP BY
    asked.edition,
    asked.unit_code,
    asked.issuer,
    asked.level,
    asked.of_stage,
    span.date,
    span.last_date
UNION ALL
SELECT
    dated_population.edition,
    dated_population.unit_code,
    dated_population.base,
    NULL AS issuer,
    NULL AS level,
    NULL AS stage,
    dated_population.in_force_from AS first_day,
    dated_population.in_force_to AS last_day,
    dated_population.value,
    NULL AS deadline,
    dated_population.is_inherited
FROM dated_population
ORDER BY
    base,
    edition,
    unit_code,
    first_day
