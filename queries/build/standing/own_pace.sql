-- Where each unit stood every day, with the two reports of its own between which its pace and its change are measured:
-- the newest one, if it is no older than the report that was due last before the day (where none is due, than 7 days),
-- and the one closest to 7 days before that, from 4 to 10 days (to 14 days: 10 to 18). Of two as close, the earlier.
-- The change is over a period of the settings, give or take three days in seven (of 14 days: as above).
-- Silence is no work of zero: a unit that is silent, or has not reported for long enough, has neither.
-- A unit that took over from others, and one whose count was corrected, begins anew on that day: what it took over, and
-- what the correction changed, is no work.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  standing, dated_standing, handover, observation, new_enough, compared_period
-- part:   province
-- as:     view

WITH anew AS (
    SELECT
        handover.edition,
        handover.unit_code,
        handover.day
    FROM handover
    UNION
    SELECT
        observation.edition,
        observation.unit_code,
        observation.as_of::DATE AS day
    FROM observation
    WHERE
        observation.is_correction
        AND NOT observation.is_restated
    UNION
    -- Only a correction lowers a count: one of several wrong days, or of a day that stood before.
    SELECT
        standing.edition,
        standing.unit_code,
        standing.date AS day
    FROM standing
    WHERE standing.flow < 0
),

-- From each day on which a unit began anew until the day before the next one.
life AS (
    SELECT
        anew.edition,
        anew.unit_code,
        anew.day AS begun_on,
        lead(anew.day - 1, 1, DATE '9999-12-31') OVER (
            PARTITION BY anew.edition, anew.unit_code
            ORDER BY anew.day
        ) AS ended_on
    FROM anew
),

report AS (
    SELECT
        standing.edition,
        standing.unit_code,
        standing.level,
        standing.stage,
        standing.date,
        struct_pack(day := standing.date, count := standing.count) AS own,
        compared_period.days AS period,
        compared_period.slack
    FROM standing
    CROSS JOIN compared_period
    WHERE standing.reported_at::DATE = standing.date
),

-- Around each report, the unit's own that are nearest to so many days before it.
near AS (
    SELECT
        report.*,
        last_value(report.own) OVER (
            series RANGE BETWEEN INTERVAL 10 DAYS PRECEDING AND INTERVAL 7 DAYS PRECEDING
        ) AS older_7,
        first_value(report.own) OVER (
            series RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND INTERVAL 4 DAYS PRECEDING
        ) AS newer_7,
        last_value(report.own) OVER (
            series RANGE BETWEEN INTERVAL 18 DAYS PRECEDING AND INTERVAL 14 DAYS PRECEDING
        ) AS older_14,
        first_value(report.own) OVER (
            series RANGE BETWEEN INTERVAL 13 DAYS PRECEDING AND INTERVAL 10 DAYS PRECEDING
        ) AS newer_14,
        last_value(report.own) OVER (
            series
            RANGE BETWEEN to_days(report.period + report.slack) PRECEDING -- noqa: PRS
            AND to_days(report.period) PRECEDING
        ) AS older,
        first_value(report.own) OVER (
            series
            RANGE BETWEEN to_days(report.period - least(report.slack, 1)) PRECEDING -- noqa: PRS
            AND to_days(report.period - report.slack) PRECEDING
        ) AS newer
    FROM report
    WINDOW series AS (PARTITION BY report.edition, report.unit_code, report.level, report.stage ORDER BY report.date)
),

compared AS (
    SELECT
        near.* EXCLUDE (older_7, newer_7, older_14, newer_14, older, newer, period, slack),
        CASE
            WHEN near.date - near.older_7.day - 7 > 7 - (near.date - near.newer_7.day) THEN near.newer_7
            ELSE coalesce(near.older_7, near.newer_7)
        END AS start_7,
        CASE
            WHEN near.date - near.older_14.day - 14 > 14 - (near.date - near.newer_14.day) THEN near.newer_14
            ELSE coalesce(near.older_14, near.newer_14)
        END AS start_14,
        CASE
            WHEN near.date - near.older.day - near.period > near.period - (near.date - near.newer.day) THEN near.newer
            ELSE coalesce(near.older, near.newer)
        END AS start
    FROM near
),

-- What a report is compared with holds until the next one, and as long as it is new enough.
held AS (
    SELECT
        dated_standing.*,
        compared.own,
        coalesce(life.begun_on, DATE '0001-01-01') AS begun_on,
        compared.start_7,
        compared.start_14,
        compared.start
    FROM dated_standing
    LEFT JOIN new_enough
        ON dated_standing.date = new_enough.date
    LEFT JOIN compared
        ON
            dated_standing.edition = compared.edition
            AND dated_standing.unit_code = compared.unit_code
            AND dated_standing.level = compared.level
            AND dated_standing.stage = compared.stage
            AND dated_standing.reported_at::DATE = compared.date
            AND compared.date >= coalesce(new_enough.oldest, dated_standing.date - 7)
    LEFT JOIN life
        ON
            dated_standing.edition = life.edition
            AND dated_standing.unit_code = life.unit_code
            AND dated_standing.date BETWEEN life.begun_on AND life.ended_on
)

SELECT
    held.edition,
    held.unit_code,
    held.date,
    held.figure_date,
    held.level,
    held.stage,
    held.own.day AS until_day,
    held.own.count AS until_count,
    CASE WHEN held.start_7.day >= held.begun_on THEN held.start_7 END AS start_7,
    CASE WHEN held.start_14.day >= held.begun_on THEN held.start_14 END AS start_14,
    CASE WHEN held.start.day >= held.begun_on THEN held.start END AS start
FROM held
WHERE held.own IS NOT NULL
