-- Where units stood on days of the other era: what the communes of 2024 had reported, for the communes that they became
-- (on, from 1 July 2025, until the new commune's own first report); and for a commune of 2024 that became one of 2025
-- whole and alone, what that one reports. Nothing is carried back to a commune whose ground is only part of a new one.
-- shared counts are the part that was shared out by area; reported_at is the oldest of the reports used.
--
-- grain:  one row per (edition, unit_code, date, level)
-- after:  edition_standing, reported_standing, divided_standing, lineage, coverage, era, unit

WITH piece AS (
    SELECT
        lineage.to_code,
        lineage.parts,
        edition_standing.date,
        edition_standing.level,
        edition_standing.reported_at,
        edition_standing.collected,
        edition_standing.approved,
        edition_standing.activated,
        edition_standing.collected_new,
        edition_standing.approved_new,
        edition_standing.activated_new,
        edition_standing.collected_shared,
        edition_standing.approved_shared,
        edition_standing.activated_shared
    FROM edition_standing
    INNER JOIN lineage
        ON edition_standing.unit_code = lineage.from_code
    WHERE
        edition_standing.edition = '2024'
        AND lineage.grain = 'commune'
        AND lineage.is_whole
    UNION ALL
    SELECT
        divided_standing.to_code,
        lineage.parts,
        divided_standing.date,
        divided_standing.level,
        divided_standing.reported_at,
        divided_standing.collected,
        divided_standing.approved,
        divided_standing.activated,
        divided_standing.collected_new,
        divided_standing.approved_new,
        divided_standing.activated_new,
        divided_standing.collected AS collected_shared,
        divided_standing.approved AS approved_shared,
        divided_standing.activated AS activated_shared
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

forward AS (
    SELECT
        piece.to_code AS unit_code,
        piece.date,
        piece.level,
        sum(piece.collected)::BIGINT AS collected,
        sum(piece.approved)::BIGINT AS approved,
        sum(piece.activated)::BIGINT AS activated,
        sum(piece.collected_new)::BIGINT AS collected_new,
        sum(piece.approved_new)::BIGINT AS approved_new,
        sum(piece.activated_new)::BIGINT AS activated_new,
        min(piece.reported_at) AS reported_at,
        sum(piece.collected_shared)::BIGINT AS collected_shared,
        sum(piece.approved_shared)::BIGINT AS approved_shared,
        sum(piece.activated_shared)::BIGINT AS activated_shared,
        max(piece.parts + coalesce(ended.parts, 0))::BIGINT AS parts,
        count(*) AS parts_reported
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

-- The last figures before the reform hold until the new commune speaks for itself.
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
        forward.collected,
        forward.approved,
        forward.activated,
        NULL::BIGINT AS collected_new,
        NULL::BIGINT AS approved_new,
        NULL::BIGINT AS activated_new,
        forward.reported_at,
        forward.collected_shared,
        forward.approved_shared,
        forward.activated_shared,
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
),

in_2025 AS (
    SELECT * FROM forward
    UNION ALL
    SELECT * FROM held
),

in_2024 AS (
    SELECT
        lineage.from_code AS unit_code,
        reported_standing.date,
        reported_standing.level,
        reported_standing.collected,
        reported_standing.approved,
        reported_standing.activated,
        reported_standing.collected_new,
        reported_standing.approved_new,
        reported_standing.activated_new,
        reported_standing.reported_at,
        NULL::BIGINT AS collected_shared,
        NULL::BIGINT AS approved_shared,
        NULL::BIGINT AS activated_shared,
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
        lineage.from_code AS unit_code,
        held.date,
        held.level,
        held.collected,
        held.approved,
        held.activated,
        held.collected_new,
        held.approved_new,
        held.activated_new,
        held.reported_at,
        held.collected_shared,
        held.approved_shared,
        held.activated_shared,
        held.parts,
        held.parts_reported
    FROM held
    INNER JOIN lineage
        ON held.unit_code = lineage.to_code
    WHERE
        lineage.grain = 'commune'
        AND lineage.is_alone
)

SELECT
    '2025' AS edition,
    in_2025.unit_code,
    in_2025.date,
    in_2025.level,
    in_2025.collected,
    in_2025.approved,
    in_2025.activated,
    in_2025.collected_new,
    in_2025.approved_new,
    in_2025.activated_new,
    in_2025.reported_at,
    in_2025.collected_shared,
    in_2025.approved_shared,
    in_2025.activated_shared,
    in_2025.parts,
    in_2025.parts_reported
FROM in_2025
UNION ALL
SELECT
    '2024' AS edition,
    in_2024.unit_code,
    in_2024.date,
    in_2024.level,
    in_2024.collected,
    in_2024.approved,
    in_2024.activated,
    in_2024.collected_new,
    in_2024.approved_new,
    in_2024.activated_new,
    in_2024.reported_at,
    in_2024.collected_shared,
    in_2024.approved_shared,
    in_2024.activated_shared,
    in_2024.parts,
    in_2024.parts_reported
FROM in_2024
ORDER BY
    edition,
    date,
    level,
    unit_code
