-- Which communes have reached their base on days on which their own count is hidden, or the count of another stage that
-- it is held against; of all others that can be seen from the counts. Not where it would narrow a small count.
--
-- grain:  one row per (edition, unit_code, level, stage, base, issuer, first_day)
-- part:   province
-- carried: anew
-- after:  hidden_count, area_count, in_force, unit, coverage, build
-- as:     published
-- from:   hidden_count
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: base VARCHAR
-- column: issuer VARCHAR
-- column: first_day DATE
-- column: last_day DATE

WITH newest AS (
    SELECT max(coverage.last_day) AS day
    FROM coverage
),

hidden AS (
    SELECT
        hidden_count.*,
        area_count.count
    FROM hidden_count
    INNER JOIN unit
        ON
            hidden_count.edition = unit.edition
            AND hidden_count.unit_code = unit.unit_code
            AND unit.grain = 'commune'
    INNER JOIN area_count
        ON
            hidden_count.edition = area_count.edition
            AND hidden_count.unit_code = area_count.unit_code
            AND hidden_count.level = area_count.level
            AND hidden_count.stage = area_count.stage
            AND hidden_count.date = area_count.date
    WHERE area_count.date = area_count.figure_date
)

SELECT
    hidden.edition,
    hidden.unit_code,
    hidden.level,
    hidden.stage,
    in_force.base,
    in_force.issuer,
    greatest(hidden.date, CASE WHEN hidden.date = newest.day THEN in_force.first_day ELSE hidden.date END) AS first_day,
    CASE WHEN hidden.date = newest.day THEN in_force.last_day ELSE hidden.date END AS last_day
FROM hidden
CROSS JOIN newest
CROSS JOIN build
INNER JOIN in_force
    ON
        hidden.edition = in_force.edition
        AND hidden.unit_code = in_force.unit_code
        AND coalesce(hidden.level = in_force.level, TRUE)
        AND coalesce(hidden.stage = in_force.stage, TRUE)
        AND hidden.date <= in_force.last_day
        AND (hidden.date = newest.day OR hidden.date >= in_force.first_day)
        AND hidden.count >= in_force.value
WHERE in_force.value NOT BETWEEN 1 AND build.small_count - 1
UNION
SELECT
    hidden.edition,
    hidden.unit_code,
    hidden.level,
    pair.stage,
    pair.base,
    NULL AS issuer,
    hidden.date AS first_day,
    CASE WHEN hidden.date = newest.day THEN DATE '9999-12-31' ELSE hidden.date END AS last_day
FROM hidden
CROSS JOIN newest
INNER JOIN area_count AS other
    ON
        hidden.edition = other.edition
        AND hidden.unit_code = other.unit_code
        AND hidden.level = other.level
        AND hidden.date = other.date
INNER JOIN (
    VALUES ('activated', 'approved'), ('activated', 'collected'), ('approved', 'approved'), ('approved', 'collected'),
    ('collected', 'approved'), ('collected', 'collected')
) AS pair (stage, base)
    ON
        (hidden.stage = pair.stage AND other.stage = pair.base AND hidden.count >= other.count)
        OR (hidden.stage = pair.base AND other.stage = pair.stage AND hidden.count <= other.count)
ORDER BY
    unit_code,
    first_day
