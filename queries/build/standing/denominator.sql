-- What a count may be divided by, with the days on which it is in force: targets by issuer, and population bases.
-- Of the targets of one issuer that have begun, the one with the nearest open deadline is in force; after the last
-- deadline, the last.
-- A target of the unit's own goes before one that it inherited. On the day on which a unit took over from others, its
-- older targets end where one of these had such a target too: what was asked of all is inherited, or nobody knows it.
-- Of several counts of a population base the newest one is in force, the first one also before its own date. A
-- count of people from before a unit took over from others holds up to that day.
--
-- grain:  one row per (edition, unit_code, base, issuer, level, stage, in_force_from)
-- after:  target, inherited_target, population_base, inherited_population, handover
-- part:   province

WITH asked AS (
    SELECT
        target.edition,
        target.unit_code,
        target.issuer,
        target.level,
        target.stage,
        target.start_date,
        target.deadline,
        target.value,
        target.start_date AS in_force_from,
        FALSE AS is_inherited
    FROM target
    UNION ALL
    SELECT
        inherited_target.edition,
        inherited_target.unit_code,
        inherited_target.issuer,
        inherited_target.level,
        inherited_target.stage,
        inherited_target.start_date,
        inherited_target.deadline,
        inherited_target.value,
        greatest(inherited_target.start_date, inherited_target.begun_on) AS in_force_from,
        TRUE AS is_inherited
    FROM inherited_target
),

-- The kinds of targets that went from one unit to another: the older ones of both end.
handed_on AS (
    SELECT DISTINCT
        handover.edition,
        unnest([handover.unit_code, handover.from_code]) AS unit_code,
        handover.day,
        asked.issuer,
        asked.level,
        asked.stage
    FROM handover
    INNER JOIN asked
        ON
            handover.edition = asked.edition
            AND handover.from_code = asked.unit_code
),

every_target AS (
    SELECT
        asked.edition,
        asked.unit_code,
        asked.issuer,
        asked.level,
        asked.stage,
        asked.deadline,
        asked.value,
        asked.is_inherited,
        asked.in_force_from,
        coalesce(min(handed_on.day) - 1, DATE '9999-12-31') AS in_force_to
    FROM asked
    LEFT JOIN handed_on
        ON
            asked.edition = handed_on.edition
            AND asked.unit_code = handed_on.unit_code
            AND asked.issuer = handed_on.issuer
            AND asked.level = handed_on.level
            AND asked.stage = handed_on.stage
            AND asked.in_force_from < handed_on.day
    GROUP BY
        asked.edition,
        asked.unit_code,
        asked.issuer,
        asked.level,
        asked.stage,
        asked.deadline,
        asked.value,
        asked.is_inherited,
        asked.in_force_from
),

-- The days between two edges (a start, the day after a deadline or an end) have one and the same target in force.
edge AS (
    SELECT
        every_target.edition,
        every_target.unit_code,
        every_target.issuer,
        every_target.level,
        every_target.stage,
        unnest([every_target.in_force_from, every_target.deadline + 1, every_target.in_force_to + 1]) AS date
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
    WHERE edge.date <= DATE '9999-12-31'
),

dated_target AS (
    SELECT
        every_target.* EXCLUDE (in_force_from, in_force_to),
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
            AND span.date BETWEEN every_target.in_force_from AND every_target.in_force_to
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

-- The days since which a unit is what it is: from its beginning, from each day on which it took over from others, and,
-- if it ended, from then on nothing.
life AS (
    SELECT DISTINCT
        population_base.edition,
        population_base.unit_code,
        DATE '0001-01-01' AS begun_on
    FROM population_base
    UNION
    SELECT
        inherited_population.edition,
        inherited_population.unit_code,
        inherited_population.begun_on
    FROM inherited_population
    UNION
    SELECT
        handover.edition,
        handover.unit_code,
        handover.day AS begun_on
    FROM handover
    UNION
    SELECT
        handover.edition,
        handover.from_code AS unit_code,
        handover.day AS begun_on
    FROM handover
),

lasting AS (
    SELECT
        life.*,
        coalesce(
            lead(life.begun_on) OVER (PARTITION BY life.edition, life.unit_code ORDER BY life.begun_on) - 1,
            DATE '9999-12-31'
        ) AS ended_on
    FROM life
),

every_base AS (
    SELECT
        population_base.edition,
        population_base.unit_code,
        population_base.base,
        population_base.as_of,
        population_base.count,
        FALSE AS is_inherited,
        lasting.begun_on,
        lasting.ended_on
    FROM population_base
    INNER JOIN lasting
        ON
            population_base.edition = lasting.edition
            AND population_base.unit_code = lasting.unit_code
            AND population_base.as_of BETWEEN lasting.begun_on AND lasting.ended_on
    UNION ALL
    SELECT
        inherited_population.edition,
        inherited_population.unit_code,
        inherited_population.base,
        inherited_population.as_of,
        inherited_population.count,
        TRUE AS is_inherited,
        lasting.begun_on,
        lasting.ended_on
    FROM inherited_population
    INNER JOIN lasting
        ON
            inherited_population.edition = lasting.edition
            AND inherited_population.unit_code = lasting.unit_code
            AND inherited_population.begun_on = lasting.begun_on
    -- A unit counted anew on the same day needs no inheritance.
    ANTI JOIN population_base
        ON
            inherited_population.edition = population_base.edition
            AND inherited_population.unit_code = population_base.unit_code
            AND inherited_population.base = population_base.base
            AND inherited_population.as_of = population_base.as_of
            -- That of before it took over from others is no count of all.
            AND inherited_population.begun_on <= population_base.as_of
),

dated_base AS (
    SELECT
        every_base.*,
        CASE
            WHEN row_number() OVER counts = 1 THEN every_base.begun_on
            ELSE greatest(every_base.as_of, every_base.begun_on)
        END AS in_force_from,
        coalesce(lead(every_base.as_of) OVER counts - 1, every_base.ended_on) AS in_force_to
    FROM every_base
    WINDOW counts AS (
        PARTITION BY every_base.edition, every_base.unit_code, every_base.base, every_base.begun_on
        ORDER BY every_base.as_of
    )
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
    dated_base.in_force_from,
    dated_base.in_force_to
FROM dated_base
WHERE dated_base.in_force_from <= dated_base.in_force_to
ORDER BY
    base,
    edition,
    unit_code,
    in_force_from
