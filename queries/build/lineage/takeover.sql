-- Where a unit stood on the first day after it took over from others, before it said anything itself: its own last
-- count and those of the units that ended, by whole or by share. A share goes by the largest remainder, so that what is
-- taken over sums up to what was given.
-- A unit that was given away may have taken over others before: days are gone through in turn, and a unit of 2025 that
-- was silent since the reform stands where the units of 2024 stood.
-- shared is the part that was shared out; known of the parts had this stage, parts_reported had this level.
--
-- grain:  one row per (edition, unit_code, day, level, stage)
-- after:  handover, descent, lineage, era, reported_standing, joined_report

WITH RECURSIVE touched AS (
    SELECT
        handover.edition,
        handover.unit_code
    FROM handover
    UNION
    SELECT
        handover.edition,
        handover.from_code AS unit_code
    FROM handover
),

given AS (
    SELECT
        handover.edition,
        handover.unit_code,
        handover.day,
        handover.edition AS from_edition,
        handover.from_code,
        handover.millionths,
        handover.is_whole
    FROM handover
    UNION ALL
    SELECT
        descent.edition,
        descent.unit_code,
        descent.day,
        descent.from_edition,
        descent.from_code,
        descent.millionths,
        TRUE AS is_whole
    FROM descent
    WHERE
        descent.edition = descent.from_edition
        AND descent.unit_code = descent.from_code
    UNION ALL
    SELECT
        '2025' AS edition,
        lineage.to_code AS unit_code,
        era.last_day + 1 AS day,
        era.edition AS from_edition,
        lineage.from_code,
        lineage.millionths,
        lineage.is_whole
    FROM lineage
    INNER JOIN era
        ON era.edition = '2024'
    WHERE
        lineage.grain = 'commune'
        -- With all successors of a divided commune, for the remainders are theirs together.
        AND lineage.from_code IN (
            SELECT sibling.from_code
            FROM lineage AS sibling
            INNER JOIN touched
                ON
                    touched.edition = '2025'
                    AND sibling.to_code = touched.unit_code
        )
),

part AS (
    SELECT
        given.*,
        dense_rank() OVER (ORDER BY given.day) AS turn,
        count(*) OVER (PARTITION BY given.edition, given.unit_code, given.day) AS parts
    FROM given
),

-- Each giver, with the day since which it was what it gave.
giver AS (
    SELECT
        part.turn,
        part.day,
        part.from_edition,
        part.from_code,
        max(earlier.day) AS begun_on
    FROM part
    LEFT JOIN part AS earlier
        ON
            part.from_edition = earlier.edition
            AND part.from_code = earlier.unit_code
            AND part.day > earlier.day
    GROUP BY
        part.turn,
        part.day,
        part.from_edition,
        part.from_code
),

reported AS MATERIALIZED (
    SELECT
        giver.turn,
        giver.from_edition,
        giver.from_code,
        reported_standing.level,
        reported_standing.stage,
        reported_standing.count,
        reported_standing.reported_at
    FROM giver
    INNER JOIN reported_standing
        ON
            giver.from_edition = reported_standing.edition
            AND giver.from_code = reported_standing.unit_code
            AND giver.day - 1 = reported_standing.date
),

since AS MATERIALIZED (
    SELECT
        giver.turn,
        giver.from_edition,
        giver.from_code,
        giver.begun_on,
        joined_report.level,
        joined_report.stage,
        joined_report.told,
        joined_report.added,
        joined_report.reported_at
    FROM giver
    INNER JOIN joined_report
        ON
            giver.from_edition = joined_report.edition
            AND giver.from_code = joined_report.unit_code
            AND giver.begun_on = joined_report.begun_on
            AND giver.day - 1 = joined_report.date
),

-- Each turn adds its rows to those of the turns before; the first row only sets the turns going.
begun AS (
    SELECT
        0::BIGINT AS turn,
        NULL::VARCHAR AS edition,
        NULL::VARCHAR AS unit_code,
        NULL::DATE AS day,
        NULL::VARCHAR AS level,
        NULL::VARCHAR AS stage,
        NULL::BIGINT AS count,
        NULL::BIGINT AS shared,
        NULL::BIGINT AS known,
        NULL::BIGINT AS parts,
        NULL::BIGINT AS parts_reported,
        NULL::TIMESTAMP AS reported_at
    UNION ALL
    (
        WITH this_turn AS (
            SELECT max(begun.turn) + 1 AS turn
            FROM begun
        ),

        stood AS (
            SELECT
                reported.from_edition,
                reported.from_code,
                reported.level,
                reported.stage,
                reported.count,
                NULL::BIGINT AS shared,
                reported.reported_at
            FROM reported
            INNER JOIN this_turn
                ON reported.turn = this_turn.turn
            UNION ALL
            -- Silent since the reform.
            SELECT
                giver.from_edition,
                giver.from_code,
                begun.level,
                begun.stage,
                begun.count,
                begun.shared,
                begun.reported_at
            FROM giver
            INNER JOIN this_turn
                ON giver.turn = this_turn.turn
            INNER JOIN begun
                ON
                    giver.from_edition = begun.edition
                    AND giver.from_code = begun.unit_code
                    AND giver.begun_on = begun.day
            ANTI JOIN since
                ON
                    giver.turn = since.turn
                    AND giver.from_edition = since.from_edition
                    AND giver.from_code = since.from_code
            ANTI JOIN reported
                ON
                    giver.turn = reported.turn
                    AND giver.from_edition = reported.from_edition
                    AND giver.from_code = reported.from_code
                    AND begun.level = reported.level
            UNION ALL
            SELECT
                since.from_edition,
                since.from_code,
                since.level,
                since.stage,
                coalesce(since.told, begun.count + coalesce(since.added, 0), since.added) AS count,
                CASE WHEN since.told IS NULL THEN begun.shared END AS shared,
                coalesce(since.reported_at, begun.reported_at) AS reported_at
            FROM since
            INNER JOIN this_turn
                ON since.turn = this_turn.turn
            LEFT JOIN begun
                ON
                    since.from_edition = begun.edition
                    AND since.from_code = begun.unit_code
                    AND since.begun_on = begun.day
                    AND since.level = begun.level
                    AND since.stage = begun.stage
        ),

        -- A level of which nothing is known is no report of it.
        rounded AS (
            SELECT
                part.edition,
                part.unit_code,
                part.day,
                part.parts,
                part.is_whole,
                stood.*,
                apportioned(
                    stood.count,
                    part.millionths,
                    (stood.from_edition, stood.from_code, stood.level, stood.stage),
                    part.unit_code
                ) AS piece
            FROM part
            INNER JOIN this_turn
                ON part.turn = this_turn.turn
            INNER JOIN stood
                ON
                    part.from_edition = stood.from_edition
                    AND part.from_code = stood.from_code
            QUALIFY
                count(stood.count) OVER (PARTITION BY stood.from_edition, stood.from_code, stood.level) > 0
        ),

        -- Where both levels together are the sum of the two, so are their pieces.
        agreed AS (
            SELECT
                rounded.* EXCLUDE (piece, reported_at),
                CASE
                    WHEN
                        rounded.level = 'all'
                        AND count(rounded.count) FILTER (WHERE rounded.level <> 'all') OVER levels = 2
                        AND rounded.count = sum(rounded.count) FILTER (WHERE rounded.level <> 'all') OVER levels
                        THEN sum(rounded.piece) FILTER (WHERE rounded.level <> 'all') OVER levels
                    ELSE rounded.piece
                END AS piece,
                max(rounded.reported_at) OVER (
                    PARTITION BY rounded.from_edition, rounded.from_code, rounded.level
                ) AS reported_at,
                -- A part is counted once at each level, by one of its stages.
                row_number() OVER (
                    PARTITION BY rounded.from_edition, rounded.from_code, rounded.unit_code, rounded.level
                    ORDER BY rounded.stage
                ) = 1 AS is_first_stage
            FROM rounded
            WINDOW levels AS (
                PARTITION BY rounded.from_edition, rounded.from_code, rounded.unit_code, rounded.stage
            )
        )

        SELECT
            begun.turn + 1 AS turn,
            begun.* EXCLUDE (turn)
        FROM begun
        WHERE begun.turn < (SELECT max(part.turn) FROM part)
        UNION ALL
        SELECT
            max(this_turn.turn) AS turn,
            agreed.edition,
            agreed.unit_code,
            agreed.day,
            agreed.level,
            agreed.stage,
            sum(agreed.piece)::BIGINT AS count,
            sum(CASE WHEN agreed.is_whole THEN agreed.shared ELSE agreed.piece END)::BIGINT AS shared,
            count(agreed.piece) AS known,
            max(agreed.parts) AS parts,
            (sum(count_if(agreed.is_first_stage)) OVER levels)::BIGINT AS parts_reported,
            min(min(agreed.reported_at)) OVER levels AS reported_at
        FROM agreed
        CROSS JOIN this_turn
        SEMI JOIN touched
            ON
                agreed.edition = touched.edition
                AND agreed.unit_code = touched.unit_code
        GROUP BY
            agreed.edition,
            agreed.unit_code,
            agreed.day,
            agreed.level,
            agreed.stage
        WINDOW levels AS (PARTITION BY agreed.edition, agreed.unit_code, agreed.day, agreed.level)
    )
)

SELECT
    begun.edition,
    begun.unit_code,
    begun.day,
    begun.level,
    begun.stage,
    begun.count,
    begun.shared,
    begun.known,
    begun.parts,
    begun.parts_reported,
    begun.reported_at
FROM begun
SEMI JOIN handover
    ON
        begun.edition = handover.edition
        AND begun.unit_code = handover.unit_code
        AND begun.day = handover.day
WHERE begun.turn = (SELECT max(part.turn) FROM part)
ORDER BY
    begun.edition,
    begun.unit_code,
    begun.day,
    begun.level,
    begun.stage
