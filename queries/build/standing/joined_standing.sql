-- Where each unit that took over from others inside its edition stood every day since: what it reported itself, and
-- where it has not yet, what it took over, with what its detailed exports have added to that.
-- Until all is its own, a row says of how many parts it is made, as in `carried_standing`.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  joined_report, takeover

WITH valued AS (
    SELECT
        joined_report.edition,
        joined_report.unit_code,
        joined_report.begun_on,
        joined_report.date,
        joined_report.level,
        joined_report.stage,
        joined_report.is_new,
        joined_report.added_new,
        coalesce(
            joined_report.told,
            takeover.count + coalesce(joined_report.added, 0),
            joined_report.added
        ) AS stock,
        joined_report.told IS NULL AND takeover.count IS NOT NULL AS is_taken_over,
        takeover.count AS taken_over,
        takeover.shared,
        takeover.known = takeover.parts AS is_complete,
        takeover.parts,
        takeover.parts_reported,
        coalesce(joined_report.reported_at, takeover.reported_at) AS reported_at
    FROM joined_report
    LEFT JOIN takeover
        ON
            joined_report.edition = takeover.edition
            AND joined_report.unit_code = takeover.unit_code
            AND joined_report.begun_on = takeover.day
            AND joined_report.level = takeover.level
            AND joined_report.stage = takeover.stage
),

-- The first report of a unit of which a part had not reported before is a stock, not the work of one day.
moved AS (
    SELECT
        valued.*,
        CASE
            WHEN valued.is_new THEN coalesce(
                CASE
                    WHEN lag(valued.is_taken_over, 1, TRUE) OVER days AND NOT valued.is_taken_over
                        THEN
                            CASE
                                WHEN valued.is_complete
                                    THEN valued.stock - lag(valued.stock, 1, valued.taken_over) OVER days
                            END
                    ELSE valued.stock - lag(valued.stock, 1, valued.taken_over) OVER days
                END,
                valued.added_new
            )
        END AS flow
    FROM valued
    WINDOW days AS (
        PARTITION BY valued.edition, valued.unit_code, valued.begun_on, valued.level, valued.stage
        ORDER BY valued.date
    )
)

-- The stages of one level share the time of the newest report, and the number of parts while one of them is taken over.
SELECT
    moved.edition,
    moved.unit_code,
    moved.date,
    moved.level,
    moved.stage,
    moved.stock::BIGINT AS count,
    moved.flow::BIGINT AS flow,
    CASE WHEN moved.is_taken_over THEN moved.shared END AS shared_out,
    max(moved.reported_at) OVER levels AS reported_at,
    max(moved.parts) FILTER (WHERE moved.is_taken_over) OVER levels AS parts,
    max(moved.parts_reported) FILTER (WHERE moved.is_taken_over) OVER levels AS parts_reported
FROM moved
WINDOW levels AS (PARTITION BY moved.edition, moved.unit_code, moved.date, moved.level)
QUALIFY moved.stock IS NOT NULL
ORDER BY
    moved.edition,
    moved.date,
    moved.level,
    moved.stage,
    moved.unit_code
