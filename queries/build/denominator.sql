-- What a count may be divided by, with the days on which it is in force: targets by issuer, and population bases.
-- Of the targets of one issuer that have begun, the one with the nearest open deadline is in force; after the last
-- deadline, the last.
-- Of several counts of a population base the newest one is in force, the first one also before its own date.
--
-- grain:  one row per (edition, unit_code, base, issuer, level, stage, in_force_from)
-- after:  target, population_base

-- The days between two edges (a start, or the day after a deadline) have one and the same target in force.
WITH edge AS (
    SELECT
        target.edition,
        target.unit_code,
        target.issuer,
        target.level,
        target.stage,
        unnest([target.start_date, target.deadline + 1]) AS date
    FROM target
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
        target.*,
        span.date AS in_force_from,
        span.last_date AS in_force_to
    FROM span
    INNER JOIN target
        ON
            span.edition = target.edition
            AND span.unit_code = target.unit_code
            AND span.issuer = target.issuer
            AND span.level = target.level
            AND span.stage = target.stage
            AND span.date >= target.start_date
    QUALIFY row_number() OVER (
        PARTITION BY
            span.edition,
            span.unit_code,
            span.issuer,
            span.level,
            span.stage,
            span.date
        ORDER BY
            target.deadline < span.date,
            abs(date_diff('day', span.date, target.deadline))
    ) = 1
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
    FROM population_base
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
    CASE WHEN dated_base.turn = 1 THEN DATE '0001-01-01' ELSE dated_base.as_of END AS in_force_from,
    coalesce(dated_base.next_as_of - 1, DATE '9999-12-31') AS in_force_to
FROM dated_base
ORDER BY
    base,
    edition,
    unit_code,
    in_force_from
