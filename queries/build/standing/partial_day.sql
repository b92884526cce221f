-- The days of `partly_based` and `partly_staged`, each with the days on which its figures are shown: itself, and for
-- the newest of all those after it, too, while targets begin and end, and reports are new enough no more.
--
-- grain:  one row per (edition, era, unit_code, level, stage, base, issuer, first_day)
-- part:   province
-- across: anew
-- after:  partly_based, partly_staged, base_edge, era, coverage, later_day

WITH span AS (
    SELECT DISTINCT partly_based.* EXCLUDE (source, member_code)
    FROM partly_based
    UNION ALL BY NAME
    SELECT DISTINCT partly_staged.* EXCLUDE (source, member_code)
    FROM partly_staged
),

newest AS (
    SELECT max(coverage.last_day) AS day
    FROM coverage
),

edge AS (
    SELECT newest.day
    FROM newest
    UNION
    SELECT base_edge.day
    FROM base_edge
    UNION
    SELECT later_day.date AS day
    FROM later_day
),

moment AS (
    SELECT
        newest.day AS figure_date,
        coalesce(
            max(later_day.date) OVER (ORDER BY edge.day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), newest.day
        ) AS date,
        edge.day AS first_day,
        coalesce(lead(edge.day) OVER (ORDER BY edge.day) - 1, DATE '9999-12-31') AS last_day
    FROM newest
    INNER JOIN edge
        ON newest.day <= edge.day
    LEFT JOIN later_day
        ON edge.day = later_day.date
)

SELECT DISTINCT
    span.* EXCLUDE (first_day, last_day),
    moment.date,
    moment.first_day,
    moment.last_day
FROM span
INNER JOIN moment
    ON moment.first_day BETWEEN span.first_day AND span.last_day
INNER JOIN era
    ON
        span.era = era.edition
        AND moment.figure_date BETWEEN era.first_day AND era.last_day
UNION
SELECT
    span.* EXCLUDE (first_day, last_day),
    unnest(generate_series(
        greatest(span.first_day, era.first_day), least(span.last_day, era.last_day, newest.day - 1), INTERVAL 1 DAY
    ))::DATE AS date,
    date AS first_day,
    date AS last_day
FROM span
INNER JOIN era
    ON span.era = era.edition
CROSS JOIN newest
