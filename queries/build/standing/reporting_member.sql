-- The units whose reports the areas above them are made of, each with the days from its first figure of a stage to its
-- last one, which holds beyond the newest day of all. Between them it may lack some, where the sum of both levels takes
-- turns with a printed total.
--
-- grain:  one row per (edition, era, unit_code, level, stage, source, member_code)
-- part:   province
-- across: members
-- after:  standing, contributor, coverage

WITH span AS (
    SELECT
        standing.edition,
        standing.unit_code,
        standing.level,
        standing.stage,
        min(standing.date) AS first_day,
        CASE
            WHEN max(standing.date) >= (SELECT max(coverage.last_day) FROM coverage) THEN DATE '9999-12-31'
            ELSE max(standing.date)
        END AS last_day,
        max(standing.date) - min(standing.date) >= count(*) AS has_gaps
    FROM standing
    GROUP BY
        standing.edition,
        standing.unit_code,
        standing.level,
        standing.stage
)

SELECT
    contributor.edition,
    contributor.era,
    contributor.area_code AS unit_code,
    span.level,
    span.stage,
    contributor.source,
    contributor.unit_code AS member_code,
    span.first_day,
    span.last_day,
    span.has_gaps
FROM contributor
INNER JOIN span
    ON
        contributor.source = span.edition
        AND contributor.unit_code = span.unit_code
        AND contributor.level = span.level
WHERE contributor.edition <> contributor.source OR contributor.area_code <> contributor.unit_code
