-- Where units stood on days of the other era: what the communes of 2024 had reported, for the communes that they became
-- (on, from 1 July 2025, until the new commune's own first report); and for a commune of 2024 that became one of 2025
-- whole and alone, what that one reports. Nothing is carried back to a commune whose ground is only part of a new one.
-- shared_out is the part that was shared out by area; reported_at is the oldest of the reports used.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  edition_standing, reported_standing, divided_standing, lineage, coverage, era, unit

WITH piece AS (
    SELECT
        lineage.from_code,
        lineage.to_code,
        lineage.parts,
        edition_standing.date,
        edition_standing.level,
        edition_standing.stage,
        edition_standing.reported_at,
        edition_standing.count,
        edition_standing.flow,
        edition_standing.shared_out
    FROM edition_standing
    INNER JOIN lineage
        ON edition_standing.unit_code = lineage.from_code
    WHERE
        edition_standing.edition = '2024'
        AND lineage.grain = 'commune'
        AND lineage.is_whole
    UNION ALL
    SELECT
        divided_standing.from_code,
        divided_standing.to_code,
        lineage.parts,
        divided_standing.date,
        divided_standing.level,
        divided_standing.stage,
        divided_standing.reported_at,
        divided_standing.count,
        divided_standing.flow,
        divided_standing.count AS shared_out
    FROM divided_standing
    INNER JOIN lineage
        ON
            divided_standing.from_code = lineage.from_code
            AND divided_standing.to_code = lineage.to_code
),

-- Parts that ended before the reform were parts until then.
ended AS (
    SELECT
        lineage.to_code,
        lineage.last_day,
        coalesce(
            lag(lineage.last_day) OVER (PARTITION BY lineage.to_code ORDER BY lineage.last_day) + 1,
            DATE '0001-01-01'
        ) AS first_day,
        sum(count(*)) OVER (PARTITION BY lineage.to_code ORDER BY lineage.last_day DESC) AS parts
    FROM lineage
    WHERE lineage.last_day IS NOT NULL
    GROUP BY
        lineage.to_code,
        lineage.last_day
),

-- Of how many parts a level is made, whichever stages these reported.
made_of AS (
    SELECT
        piece.to_code,
        piece.date,
        piece.level,
        min(piece.reported_at) AS reported_at,
        max(piece.parts + coalesce(ended.parts, 0))::BIGINT AS parts,
        count(DISTINCT piece.from_code) AS parts_reported
    FROM piece
    LEFT JOIN ended
        ON
            piece.to_code = ended.to_code
            AND piece.date BETWEEN ended.first_day AND ended.last_day
    GROUP BY
        piece.to_code,
        piece.date,
        piece.level
),

summed AS (
    SELECT
        piece.to_code,
        piece.date,
        piece.level,
        piece.stage,
        sum(piece.count)::BIGINT AS count,
        sum(piece.flow)::BIGINT AS flow,
        sum(piece.shared_out)::BIGINT AS shared_out
    FROM piece
    GROUP BY
        piece.to_code,
        piece.date,
        piece.level,
        piece.stage
),

forward AS (
    SELECT
        summed.to_code AS unit_code,
        summed.date,
        summed.level,
        summed.stage,
        summed.count,
        summed.flow,
        summed.shared_out,
        made_of.reported_at,
        made_of.parts,
        made_of.parts_reported
    FROM summed
    INNER JOIN made_of
        ON
            summed.to_code = made_of.to_code
            AND summed.date = made_of.date
            AND summed.level = made_of.level
),

own_start AS (
    SELECT
        edition_standing.unit_code,
        edition_standing.level,
        min(edition_standing.date) AS date
    FROM edition_standing
    WHERE edition_standing.edition = '2025'
    GROUP BY
        edition_standing.unit_code,
        edition_standing.level
),

newest AS (
    SELECT max(coverage.last_day) AS date
    FROM coverage
),

-- The last figures before the reform hold until the new commune reports itself.
held AS (
    SELECT
        forward.unit_code,
        unnest(
            generate_series(
                era.last_day + 1,
                least(coalesce(own_start.date - 1, newest.date), coalesce(unit.valid_to, newest.date)),
                INTERVAL 1 DAY
            )
        )::DATE AS date,
        forward.level,
        forward.stage,
        forward.count,
        NULL::BIGINT AS flow,
        forward.shared_out,
        forward.reported_at,
        forward.parts,
        forward.parts_reported
    FROM forward
    INNER JOIN era
        ON
            era.edition = '2024'
            AND forward.date = era.last_day
    INNER JOIN unit
        ON
            unit.edition = '2025'
            AND forward.unit_code = unit.unit_code
    CROSS JOIN newest
    LEFT JOIN own_start
        ON
            forward.unit_code = own_start.unit_code
            AND forward.level = own_start.level
)

SELECT
    '2025' AS edition,
    forward.*
FROM forward
UNION ALL
SELECT
    '2025' AS edition,
    held.*
FROM held
UNION ALL
SELECT
    '2024' AS edition,
    lineage.from_code AS unit_code,
    reported_standing.date,
    reported_standing.level,
    reported_standing.stage,
    reported_standing.count,
    reported_standing.flow,
    NULL::BIGINT AS shared_out,
    reported_standing.reported_at,
    lineage.parts,
    lineage.parts AS parts_reported
FROM reported_standing
INNER JOIN lineage
    ON reported_standing.unit_code = lineage.to_code
WHERE
    reported_standing.edition = '2025'
    AND lineage.grain = 'commune'
    AND lineage.is_alone
UNION ALL
SELECT
    '2024' AS edition,
    held.* REPLACE (lineage.from_code AS unit_code)
FROM held
INNER JOIN lineage
    ON held.unit_code = lineage.to_code
WHERE
    lineage.grain = 'commune'
    AND lineage.is_alone
ORDER BY
    edition,
    date,
    level,
    stage,
    unit_code
