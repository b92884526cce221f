-- Targets with the days on which they are in force. Of the targets of one issuer that have begun, the one with the
-- nearest open deadline is in force; after the last deadline, the last.
-- A target of the unit's own goes before one that it inherited. On the day on which a unit took over from others, its
-- older targets end where one of these had such a target too: what was asked of all is inherited, or nobody knows it.
--
-- grain:  one row per (edition, unit_code, issuer, level, stage, in_force_from)
-- after:  target, inherited_target, handover
-- from:   target, inherited_target
-- part:   province
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: issuer VARCHAR
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: deadline DATE
-- column: value BIGINT
-- column: is_inherited BOOLEAN
-- column: in_force_from DATE
-- column: in_force_to DATE

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
)

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
