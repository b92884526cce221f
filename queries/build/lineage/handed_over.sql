-- Where a unit stood on the first day after it took over from others, before it reported anything itself: its own last
-- count and those of the units that ended, each by its share.
-- A unit that was passage away may have taken over from others before: days of handing over, the reform among them, are
-- gone through in turn.
-- shared_out is the part that was shared out; of the parts, known had this stage, and parts_reported this level.
--
-- grain:  one row per (edition, unit_code, day, level, stage)
-- after:  passage, unit, coverage, reported_standing, later_report
-- part:   province

-- The units that are there to give on an eve that has figures, with the day since which they were what they gave.
WITH RECURSIVE giver AS (
    SELECT
        passage.day,
        passage.from_edition,
        passage.from_code,
        max(begun.day) AS begun_on
    FROM passage
    INNER JOIN unit
        ON
            passage.from_edition = unit.edition
            AND passage.from_code = unit.unit_code
            AND passage.day <= coalesce(unit.valid_to + 1, passage.day)
    INNER JOIN coverage
        ON
            passage.from_edition = coverage.edition
            AND passage.day <= coverage.last_day + 1
    LEFT JOIN passage AS begun
        ON
            passage.from_edition = begun.edition
            AND passage.from_code = begun.unit_code
            AND passage.day > begun.day
    GROUP BY
        passage.day,
        passage.from_edition,
        passage.from_code
),

-- What each giver had reported itself by the eve, since it was what it gave.
own AS MATERIALIZED (
    SELECT
        giver.*,
        reported_standing.level,
        reported_standing.stage,
        reported_standing.count AS stock,
        NULL::BIGINT AS added,
        reported_standing.reported_at
    FROM giver
    INNER JOIN reported_standing
        ON
            giver.from_edition = reported_standing.edition
            AND giver.from_code = reported_standing.unit_code
            AND giver.day - 1 = reported_standing.date
    UNION ALL
    SELECT
        giver.*,
        later_report.level,
        later_report.stage,
        later_report.stock,
        later_report.added,
        later_report.reported_at
    FROM giver
    INNER JOIN later_report
        ON
            giver.from_edition = later_report.edition
            AND giver.from_code = later_report.unit_code
            AND giver.begun_on = later_report.begun_on
            AND giver.day - 1 BETWEEN later_report.date AND later_report.last_day
),

-- Each turn adds the rows of the next day to those of the days before; the first row only sets the turns going.
handed_over AS (
    SELECT
        DATE '0001-01-01' AS up_to,
        NULL::VARCHAR AS edition,
        NULL::VARCHAR AS unit_code,
        NULL::DATE AS day,
        NULL::VARCHAR AS level,
        NULL::VARCHAR AS stage,
        NULL::BIGINT AS count,
        NULL::BIGINT AS shared_out,
        NULL::BIGINT AS known,
        NULL::BIGINT AS parts,
        NULL::BIGINT AS parts_reported,
        NULL::TIMESTAMP AS reported_at
    UNION ALL
    (
        WITH this_turn AS (
            SELECT min(passage.day) AS day
            FROM passage
            WHERE passage.day > (SELECT max(handed_over.up_to) FROM handed_over)
        ),

        -- Its own report, else what was handed over to it.
        stood AS (
            SELECT
                own.from_edition,
                own.from_code,
                own.level,
                own.stage,
                coalesce(own.stock, handed_over.count + coalesce(own.added, 0), own.added) AS count,
                CASE WHEN own.stock IS NULL THEN handed_over.shared_out END AS shared_out,
                coalesce(own.reported_at, handed_over.reported_at) AS reported_at
            FROM own
            INNER JOIN this_turn
                ON own.day = this_turn.day
            LEFT JOIN handed_over
                ON
                    own.from_edition = handed_over.edition
                    AND own.from_code = handed_over.unit_code
                    AND own.begun_on = handed_over.day
                    AND own.level = handed_over.level
                    AND own.stage = handed_over.stage
            UNION ALL
            SELECT
                giver.from_edition,
                giver.from_code,
                handed_over.level,
                handed_over.stage,
                handed_over.count,
                handed_over.shared_out,
                handed_over.reported_at
            FROM giver
            INNER JOIN this_turn
                ON giver.day = this_turn.day
            INNER JOIN handed_over
                ON
                    giver.from_edition = handed_over.edition
                    AND giver.from_code = handed_over.unit_code
                    AND giver.begun_on = handed_over.day
            ANTI JOIN own
                ON
                    giver.day = own.day
                    AND giver.from_edition = own.from_edition
                    AND giver.from_code = own.from_code
                    AND handed_over.level = own.level
        ),

        -- A level of which nothing is known is no report of it.
        piece AS (
            SELECT
                passage.edition,
                passage.unit_code,
                passage.day,
                passage.parts,
                passage.is_whole,
                stood.*,
                apportioned(
                    stood.count,
                    passage.millionths,
                    (stood.from_edition, stood.from_code, stood.level, stood.stage),
                    passage.unit_code
                ) AS piece
            FROM passage
            INNER JOIN this_turn
                ON passage.day = this_turn.day
            INNER JOIN stood
                ON
                    passage.from_edition = stood.from_edition
                    AND passage.from_code = stood.from_code
            QUALIFY
                count(stood.count) OVER (PARTITION BY stood.from_edition, stood.from_code, stood.level) > 0
        ),

        agreed AS (
            SELECT
                piece.* EXCLUDE (piece, reported_at),
                agreeing(
                    piece.level,
                    piece.count,
                    piece.piece,
                    (piece.from_edition, piece.from_code, piece.unit_code, piece.stage)
                ) AS piece,
                max(piece.reported_at) OVER stages AS reported_at,
                -- A part is counted once at each level, by one of its stages.
                row_number() OVER (stages ORDER BY piece.stage) = 1 AS is_first_stage
            FROM piece
            WINDOW stages AS (PARTITION BY piece.from_edition, piece.from_code, piece.unit_code, piece.level)
        )

        SELECT
            this_turn.day AS up_to,
            handed_over.* EXCLUDE (up_to)
        FROM handed_over
        INNER JOIN this_turn
            ON handed_over.up_to < this_turn.day
        UNION ALL
        SELECT
            agreed.day AS up_to,
            agreed.edition,
            agreed.unit_code,
            agreed.day,
            agreed.level,
            agreed.stage,
            sum(agreed.piece)::BIGINT AS count,
            sum(CASE WHEN agreed.is_whole THEN agreed.shared_out ELSE agreed.piece END)::BIGINT AS shared_out,
            count(agreed.piece) AS known,
            max(agreed.parts) AS parts,
            (sum(count_if(agreed.is_first_stage)) OVER stages)::BIGINT AS parts_reported,
            min(min(agreed.reported_at)) OVER stages AS reported_at
        FROM agreed
        GROUP BY
            agreed.edition,
            agreed.unit_code,
            agreed.day,
            agreed.level,
            agreed.stage
        WINDOW stages AS (PARTITION BY agreed.edition, agreed.unit_code, agreed.day, agreed.level)
    )
)

SELECT handed_over.* EXCLUDE (up_to)
FROM handed_over
WHERE
    handed_over.up_to = (SELECT max(passage.day) FROM passage)
    AND handed_over.count IS NOT NULL
ORDER BY
    handed_over.edition,
    handed_over.unit_code,
    handed_over.day,
    handed_over.level,
    handed_over.stage
