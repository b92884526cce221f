-- Where each unit that took over from others stood every day since: as it reported itself, and where it has not yet, as
-- was handed over to it. Within an edition that goes stage by stage, and its detailed exports add to what was handed
-- over; a unit of a new edition begins anew with its first report of a level.
-- Until all is its own, a row says of how many parts it is made, how many of these had reported, and how much was
-- shared out. The stages of one level share parts and reported_at.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  later_report, handed_over, reported_standing, term, coverage
-- from:   later_report, handed_over
-- part:   province
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: date DATE
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: count BIGINT
-- column: flow BIGINT
-- column: shared_out BIGINT
-- column: reported_at TIMESTAMP
-- column: parts BIGINT
-- column: parts_reported BIGINT

WITH valued AS (
    SELECT
        later_report.edition,
        later_report.unit_code,
        later_report.begun_on,
        later_report.date,
        later_report.last_day,
        later_report.level,
        later_report.stage,
        later_report.is_new,
        later_report.added_new,
        coalesce(
            later_report.stock,
            handed_over.count + coalesce(later_report.added, 0),
            later_report.added
        ) AS count,
        later_report.stock IS NULL AND handed_over.count IS NOT NULL AS is_handed_over,
        handed_over.count AS handed_over,
        handed_over.shared_out,
        handed_over.known = handed_over.parts AS is_complete,
        handed_over.parts,
        handed_over.parts_reported,
        coalesce(later_report.reported_at, handed_over.reported_at) AS reported_at
    FROM later_report
    LEFT JOIN handed_over
        ON
            later_report.edition = handed_over.edition
            AND later_report.unit_code = handed_over.unit_code
            AND later_report.begun_on = handed_over.day
            AND later_report.level = handed_over.level
            AND later_report.stage = handed_over.stage
),

moved AS (
    SELECT
        valued.*,
        valued.count - lag(valued.count, 1, valued.handed_over) OVER reports AS gained,
        lag(valued.is_handed_over, 1, TRUE) OVER reports AND NOT valued.is_handed_over AS is_first_own
    FROM valued
    WINDOW reports AS (
        PARTITION BY valued.edition, valued.unit_code, valued.begun_on, valued.level, valued.stage
        ORDER BY valued.date
    )
),

within_edition AS (
    SELECT
        moved.edition,
        moved.unit_code,
        moved.date,
        moved.last_day,
        moved.level,
        moved.stage,
        moved.count,
        -- The first report of a unit of which a part had not reported before is a stock, not the work of one day.
        CASE
            WHEN moved.is_new
                THEN coalesce(
                    CASE WHEN moved.is_complete OR NOT moved.is_first_own THEN moved.gained END, moved.added_new
                )
        END AS flow,
        CASE WHEN moved.is_handed_over THEN moved.shared_out END AS shared_out,
        max(moved.reported_at) OVER stages AS reported_at,
        max(moved.parts) FILTER (WHERE moved.is_handed_over) OVER stages AS parts,
        max(moved.parts_reported) FILTER (WHERE moved.is_handed_over) OVER stages AS parts_reported
    FROM moved
    WINDOW stages AS (PARTITION BY moved.edition, moved.unit_code, moved.date, moved.level)
),

first_report AS (
    SELECT
        reported_standing.edition,
        reported_standing.unit_code,
        reported_standing.level,
        min(reported_standing.date) AS date
    FROM reported_standing
    GROUP BY
        reported_standing.edition,
        reported_standing.unit_code,
        reported_standing.level
),

of_new_edition AS (
    SELECT
        handed_over.edition,
        handed_over.unit_code,
        handed_over.day AS date,
        least(first_report.date - 1, term.last_day, coverage.last_day) AS last_day,
        handed_over.level,
        handed_over.stage,
        handed_over.count,
        NULL::BIGINT AS flow,
        handed_over.shared_out,
        handed_over.reported_at,
        handed_over.parts,
        handed_over.parts_reported
    FROM handed_over
    INNER JOIN term
        ON
            handed_over.edition = term.edition
            AND handed_over.unit_code = term.unit_code
            AND handed_over.day BETWEEN term.begun_on AND term.last_day
            AND term.is_first
    INNER JOIN coverage
        ON handed_over.edition = coverage.edition
    LEFT JOIN first_report
        ON
            handed_over.edition = first_report.edition
            AND handed_over.unit_code = first_report.unit_code
            AND handed_over.level = first_report.level
),

-- Each figure holds until the eve of the next.
daily AS (
    SELECT
        span.*,
        unnest(generate_series(span.date, span.last_day, INTERVAL 1 DAY))::DATE AS day
    FROM (
        SELECT within_edition.*
        FROM within_edition
        WHERE within_edition.count IS NOT NULL
        UNION ALL
        SELECT of_new_edition.*
        FROM of_new_edition
    ) AS span
)

SELECT
    daily.edition,
    daily.unit_code,
    daily.day AS date,
    daily.level,
    daily.stage,
    daily.count::BIGINT AS count,
    CASE WHEN daily.day = daily.date THEN daily.flow END::BIGINT AS flow,
    daily.shared_out,
    daily.reported_at,
    daily.parts,
    daily.parts_reported
FROM daily
ORDER BY
    daily.edition,
    daily.day,
    daily.level,
    daily.stage,
    daily.unit_code
