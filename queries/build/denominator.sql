-- What a count may be divided by, with the days on which it is in force: targets by issuer, and population bases.
-- Of the targets of one issuer that have begun, the one with the nearest open deadline is in force; after the last
-- deadline, the last.
-- A target of the unit's own goes before one that it inherited from the units before the reform.
-- Of several counts of a population base the newest one is in force, the first one also before its own date.
--
-- grain:  one row per (edition, unit_code, base, issuer, level, stage, in_force_from)
-- after:  target, inherited_target, population_base, inherited_population

WITH every_target AS (
    SELECT
        target.edition,
        target.unit_code,
        target.issuer,
        target.level,
        target.stage,
        target.start_date,
        target.deadline,
        target.value,
        FALSE AS is_inherited
    FROM target
    UNION ALL
    SELECT
        '2025' AS edition,
        inherited_target.unit_code,
        inherited_target.issuer,
        inherited_target.level,
        inherited_target.stage,
        inherited_target.start_date,
        inherited_target.deadline,
        inherited_target.value,
        TRUE AS is_inherited
    FROM inherited_target
),

-- The days between two edges (a start, or the day after a deadline) have one and the same target in force.
edge AS (
    SELECT
        every_target.edition,
        every_target.unit_code,
        every_target.issuer,
        every_target.level,
        every_target.stage,
        unnest([every_target.start_date, every_target.deadline + 1]) AS date
    FROM every_target
),

span AS (
    SELECT
        edge.*,
        coalesce(
            lead(edge.date) OVER (
                PARTITION BY
                    edge.edition,
                    edge.unit_code,
                    edge.issuer,
                    edge.level,
                    edge.stage
                ORDER BY edge.date
            ) - 1,
            DATE '9999-12-31'
        ) AS last_date
    FROM (SELECT DISTINCT * FROM edge) AS edge
),

dated_target AS (
    SELECT
        every_target.*,
        span.date AS in_force_from,
        span.last_date AS in_force_to
    FROM span
    INNER JOIN every_target
        ON
            span.edition = every_target.edition
            AND span.unit_code = every_target.unit_code
            AND span.issuer = every_target.issuer
            AND span.level = every_target.level
            AND span.stage = every_target.stage
            AND span.date >= every_target.start_date
    QUALIFY row_number() OVER (
        PARTITION BY
            span.edition,
            span.unit_code,
            span.issuer,
            span.level,
            span.stage,
            span.date
        ORDER BY
            every_target.deadline < span.date,
            every_target.is_inherited,
            abs(date_diff('day', span.date, every_target.deadline))
    ) = 1
),

every_base AS (
    SELECT
        population_base.edition,
        population_base.unit_code,
        population_base.base,
        population_base.as_of,
        population_base.count,
        FALSE AS is_inherited
    FROM population_base
    UNION ALL
    SELECT
        '2025' AS edition,
        inherited_population.unit_code,
        inherited_population.base,
        inherited_population.as_of,
        inherited_population.count,
        TRUE AS is_inherited
    FROM inherited_population
    -- A unit counted anew on the same day needs no inheritance.
    ANTI JOIN population_base
        ON
            population_base.edition = '2025'
            AND inherited_population.unit_code = population_base.unit_code
            AND inherited_population.base = population_base.base
            AND inherited_population.as_of = population_base.as_of
),

dated_base AS (
    SELECT
        population_base.*,
        row_number() OVER (
            PARTITION BY
                population_base.edition,
                population_base.unit_code,
                population_base.base
            ORDER BY population_base.as_of
        ) AS turn,
        lead(population_base.as_of) OVER (
            PARTITION BY
                population_base.edition,
                population_base.unit_code,
                population_base.base
            ORDER BY population_base.as_of
        ) AS next_as_of
    FROM every_base AS population_base
)

SELECT
    dated_target.edition,
    dated_target.unit_code,
    'target' AS base,
    dated_target.issuer,
    dated_target.level,
    dated_target.stage,
    dated_target.value,
    dated_target.deadline,
    dated_target.is_inherited,
    dated_target.in_force_from,
    dated_target.in_force_to
FROM dated_target
UNION ALL
SELECT
    dated_base.edition,
    dated_base.unit_code,
    dated_base.base,
    NULL AS issuer,
    NULL AS level,
    NULL AS stage,
    dated_base.count AS value,
    NULL AS deadline,
    dated_base.is_inherited,
    CASE WHEN dated_base.turn = 1 THEN DATE '0001-01-01' ELSE dated_base.as_of END AS in_force_from,
    coalesce(dated_base.next_as_of - 1, DATE '9999-12-31') AS in_force_to
FROM dated_base
ORDER BY
    base,
    edition,
    unit_code,
    in_force_from
