-- Other indicators as each unit sent them last in a month, with the eligible people of that day. Of a file that came in
-- again, or was put right, the later one counts. A numerator is hidden that is a small count, or that leaves one of its
-- denominator.
--
-- grain:  one row per (edition, unit_code, indicator, month)
-- after:  batch, in_force, unit, unit_ancestor, build
-- from:   accepted_indicator
-- part:   province
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: grain VARCHAR
-- column: parent_code VARCHAR
-- column: indicator VARCHAR
-- column: month DATE
-- column: first_day DATE
-- column: last_day DATE
-- column: numerator BIGINT
-- column: denominator BIGINT
-- column: eligible BIGINT
-- column: is_partial BOOLEAN
-- column: units BIGINT

WITH newest AS (
    SELECT
        accepted_indicator.edition,
        accepted_indicator.unit_code,
        accepted_indicator.indicator,
        accepted_indicator.as_of,
        date_trunc('month', accepted_indicator.as_of)::DATE AS month,
        accepted_indicator.numerator,
        accepted_indicator.denominator
    FROM accepted_indicator
    INNER JOIN batch
        ON accepted_indicator.batch_id = batch.batch_id
    QUALIFY
        row_number() OVER (
            PARTITION BY
                accepted_indicator.edition,
                accepted_indicator.unit_code,
                accepted_indicator.indicator,
                date_trunc('month', accepted_indicator.as_of)
            ORDER BY accepted_indicator.as_of DESC, batch.turn DESC
        ) = 1
),

people AS (
    SELECT
        newest.edition,
        newest.unit_code,
        newest.as_of,
        max(in_force.value) AS eligible
    FROM newest
    INNER JOIN in_force
        ON
            newest.edition = in_force.edition
            AND newest.unit_code = in_force.unit_code
            AND in_force.base = 'eligible'
            AND newest.as_of BETWEEN in_force.first_day AND in_force.last_day
    GROUP BY
        newest.edition,
        newest.unit_code,
        newest.as_of
),

commune AS (
    SELECT
        unit_ancestor.edition,
        unit_ancestor.ancestor_code AS unit_code,
        count(*) AS units
    FROM unit_ancestor
    WHERE unit_ancestor.grain = 'commune'
    GROUP BY
        unit_ancestor.edition,
        unit_ancestor.ancestor_code
),

judged AS (
    SELECT
        newest.*,
        unit.grain,
        unit.parent_code,
        people.eligible,
        commune.units,
        newest.numerator BETWEEN 1 AND build.small_count - 1
        OR coalesce(newest.denominator - newest.numerator BETWEEN 1 AND build.small_count - 1, FALSE) AS is_partial
    FROM newest
    INNER JOIN unit
        ON
            newest.edition = unit.edition
            AND newest.unit_code = unit.unit_code
            AND unit.kind <> 'group'
    CROSS JOIN build
    LEFT JOIN people
        ON
            newest.edition = people.edition
            AND newest.unit_code = people.unit_code
            AND newest.as_of = people.as_of
    LEFT JOIN commune
        ON
            newest.edition = commune.edition
            AND newest.unit_code = commune.unit_code
)

SELECT
    judged.edition,
    judged.unit_code,
    judged.grain,
    judged.parent_code,
    judged.indicator,
    judged.month,
    judged.as_of AS first_day,
    judged.as_of AS last_day,
    CASE WHEN NOT judged.is_partial THEN judged.numerator END AS numerator,
    judged.denominator,
    judged.eligible,
    judged.is_partial,
    judged.units
FROM judged
ORDER BY
    judged.edition,
    judged.unit_code,
    judged.indicator,
    judged.month
