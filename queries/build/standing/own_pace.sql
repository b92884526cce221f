-- Where each unit stood every day, with the two reports of its own between which its pace is measured: the newest one,
-- if it is no older than the report that was due last before the day (where none is due, than 7 days), and the one
-- closest to 7 days before that, from 4 to 10 days (to 14 days: from 10 to 18). Of two as close, the earlier.
-- Silence is no work of zero: a unit that is silent, or has not reported for long enough, has no pace.
-- A unit that took over from others, and one whose count was corrected, begins anew on that day: what it took over, and
-- what the correction changed, is no work, and no flow of the day either.
-- counted_from says since when a day's flow was counted: up to the unit's report before; where a detailed export speaks
-- of the day itself, up to its eve.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  standing, handover, observation, activity, due_span
-- part:   province
-- as:     view

WITH anew AS (
    SELECT
        handover.edition,
        handover.unit_code,
        handover.day,
        TRUE AS is_takeover
    FROM handover
    UNION
    SELECT
        observation.edition,
        observation.unit_code,
        observation.as_of::DATE AS day,
        FALSE AS is_takeover
    FROM observation
    WHERE
        observation.is_correction
        AND NOT observation.is_restated
    UNION
    -- Only a correction lowers a count: one of several wrong days, or of a day that stood before.
    SELECT
        standing.edition,
        standing.unit_code,
        standing.date AS day,
        FALSE AS is_takeover
    FROM standing
    WHERE standing.flow < 0
),

-- From each day on which a unit began anew until the day before the next one.
life AS (
    SELECT
        begun.edition,
        begun.unit_code,
        begun.day AS begun_on,
        max(begun.day) FILTER (WHERE begun.is_takeover) OVER days AS taken_over_on,
        lead(begun.day - 1, 1, DATE '9999-12-31') OVER days AS ended_on
    FROM (
        SELECT
            anew.edition,
            anew.unit_code,
            anew.day,
            bool_or(anew.is_takeover) AS is_takeover
        FROM anew
        GROUP BY
            anew.edition,
            anew.unit_code,
            anew.day
    ) AS begun
    WINDOW days AS (PARTITION BY begun.edition, begun.unit_code ORDER BY begun.day)
),

corrected AS (
    SELECT DISTINCT
        observation.edition,
        observation.unit_code,
        observation.as_of::DATE AS day,
        observation.stage
    FROM observation
    WHERE
        observation.is_correction
        AND NOT observation.is_restated
),

exported AS (
    SELECT DISTINCT
        activity.edition,
        activity.unit_code,
        activity.date
    FROM activity
),

report AS (
    SELECT
        standing.*,
        CASE
            WHEN standing.reported_at::DATE = standing.date
                THEN struct_pack(day := standing.date, count := standing.count)
        END AS own
    FROM standing
),

-- Around each day, the unit's own reports that are nearest to 7 and to 14 days before it.
near AS (
    SELECT
        report.*,
        last_value(report.own.day IGNORE NULLS) OVER (
            series ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS reported_before,
        last_value(report.own IGNORE NULLS) OVER (
            series RANGE BETWEEN INTERVAL 10 DAYS PRECEDING AND INTERVAL 7 DAYS PRECEDING
        ) AS older_7,
        first_value(report.own IGNORE NULLS) OVER (
            series RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND INTERVAL 4 DAYS PRECEDING
        ) AS newer_7,
        last_value(report.own IGNORE NULLS) OVER (
            series RANGE BETWEEN INTERVAL 18 DAYS PRECEDING AND INTERVAL 14 DAYS PRECEDING
        ) AS older_14,
        first_value(report.own IGNORE NULLS) OVER (
            series RANGE BETWEEN INTERVAL 13 DAYS PRECEDING AND INTERVAL 10 DAYS PRECEDING
        ) AS newer_14
    FROM report
    WINDOW series AS (PARTITION BY report.edition, report.unit_code, report.level, report.stage ORDER BY report.date)
),

compared AS (
    SELECT
        near.* EXCLUDE (older_7, newer_7, older_14, newer_14),
        CASE
            WHEN near.date - near.older_7.day - 7 > 7 - (near.date - near.newer_7.day) THEN near.newer_7
            ELSE coalesce(near.older_7, near.newer_7)
        END AS start_7,
        CASE
            WHEN near.date - near.older_14.day - 14 > 14 - (near.date - near.newer_14.day) THEN near.newer_14
            ELSE coalesce(near.older_14, near.newer_14)
        END AS start_14
    FROM near
),

-- What a report is compared with holds until the next one.
held AS (
    SELECT
        compared.* EXCLUDE (own, start_7, start_14),
        last_value(
            CASE
                WHEN compared.own IS NOT NULL
                    THEN
                        struct_pack(
                            newest := compared.own, start_7 := compared.start_7, start_14 := compared.start_14
                        )
            END IGNORE NULLS
        ) OVER so_far AS span
    FROM compared
    WINDOW so_far AS (
        PARTITION BY compared.edition, compared.unit_code, compared.level, compared.stage
        ORDER BY compared.date
    )
),

timely AS (
    SELECT
        held.* EXCLUDE (span),
        CASE WHEN held.span.newest.day >= coalesce(due_span.oldest, held.date - 7) THEN held.span END AS span,
        coalesce(life.begun_on, DATE '0001-01-01') AS begun_on,
        life.taken_over_on
    FROM held
    LEFT JOIN due_span
        ON held.date BETWEEN due_span.first_day AND due_span.last_day
    LEFT JOIN life
        ON
            held.edition = life.edition
            AND held.unit_code = life.unit_code
            AND held.date BETWEEN life.begun_on AND life.ended_on
)

SELECT
    timely.* EXCLUDE (span, begun_on, reported_before) REPLACE (
        CASE WHEN timely.flow >= 0 AND corrected.day IS NULL THEN timely.flow END AS flow
    ),
    CASE
        WHEN timely.flow < 0 OR corrected.day IS NOT NULL THEN NULL
        WHEN timely.flow IS NOT NULL AND exported.date IS NULL
            THEN coalesce(timely.reported_before, timely.date - 1)
        WHEN timely.flow IS NOT NULL THEN timely.date - 1
    END AS counted_from,
    timely.flow < 0 OR (timely.flow <> 0 AND corrected.day IS NOT NULL) AS is_corrected,
    timely.span.newest.day AS paced_until,
    timely.span.newest.count AS counted_until,
    CASE WHEN timely.span.start_7.day >= timely.begun_on THEN timely.span.start_7.day END AS paced_from_7,
    CASE WHEN timely.span.start_7.day >= timely.begun_on THEN timely.span.start_7.count END AS counted_from_7,
    CASE WHEN timely.span.start_14.day >= timely.begun_on THEN timely.span.start_14.day END AS paced_from_14,
    CASE WHEN timely.span.start_14.day >= timely.begun_on THEN timely.span.start_14.count END AS counted_from_14
FROM timely
LEFT JOIN corrected
    ON
        timely.edition = corrected.edition
        AND timely.unit_code = corrected.unit_code
        AND timely.date = corrected.day
        AND timely.stage = corrected.stage
LEFT JOIN exported
    ON
        timely.edition = exported.edition
        AND timely.unit_code = exported.unit_code
        AND timely.date = exported.date
