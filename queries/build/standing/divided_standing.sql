-- Counts of communes of 2024 that were divided, shared out among their successors by area.
--
-- grain:  one row per (from_code, to_code, date, level, stage)
-- after:  edition_standing, lineage

WITH given AS (
    SELECT
        edition_standing.unit_code AS from_code,
        lineage.to_code,
        edition_standing.date,
        edition_standing.level,
        edition_standing.stage,
        edition_standing.reported_at,
        edition_standing.count AS whole,
        edition_standing.flow AS whole_flow,
        apportioned(
            edition_standing.count,
            lineage.millionths,
            (edition_standing.unit_code, edition_standing.date, edition_standing.level, edition_standing.stage),
            lineage.to_code
        ) AS count,
        apportioned(
            edition_standing.flow,
            lineage.millionths,
            (edition_standing.unit_code, edition_standing.date, edition_standing.level, edition_standing.stage),
            lineage.to_code
        ) AS flow
    FROM edition_standing
    INNER JOIN lineage
        ON edition_standing.unit_code = lineage.from_code
    WHERE
        edition_standing.edition = '2024'
        AND lineage.grain = 'commune'
        AND NOT lineage.is_whole
),

-- Where both levels together are the sum of the two, so are their pieces.
levels AS (
    SELECT
        given.from_code,
        given.to_code,
        given.date,
        given.stage,
        CASE WHEN count(given.whole) = 2 THEN sum(given.whole) END AS whole,
        sum(given.count) AS count,
        CASE WHEN count(given.whole_flow) = 2 THEN sum(given.whole_flow) END AS whole_flow,
        sum(given.flow) AS flow
    FROM given
    WHERE given.level <> 'all'
    GROUP BY
        given.from_code,
        given.to_code,
        given.date,
        given.stage
)

SELECT
    given.from_code,
    given.to_code,
    given.date,
    given.level,
    given.stage,
    given.reported_at,
    CASE WHEN given.level = 'all' AND given.whole = levels.whole THEN levels.count ELSE given.count END::BIGINT
        AS count,
    CASE WHEN given.level = 'all' AND given.whole_flow = levels.whole_flow THEN levels.flow ELSE given.flow END::BIGINT
        AS flow
FROM given
LEFT JOIN levels
    ON
        given.from_code = levels.from_code
        AND given.to_code = levels.to_code
        AND given.date = levels.date
        AND given.stage = levels.stage
ORDER BY
    given.from_code,
    given.to_code,
    given.date,
    given.level,
    given.stage
