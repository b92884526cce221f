-- Each report of a unit with those of its own that its pace and its change begin at: the one closest to 7 days before
-- it, from 4 to 10 days (to 14 days: 10 to 18), and to a period of the settings, give or take three days in seven (of
-- 14 days: as above). Of two as close, the earlier.
--
-- grain:  one row per (edition, unit_code, level, stage, date) that has a report
-- after:  standing, compared_period
-- part:   province

WITH report AS (
    SELECT
        standing.edition,
        standing.unit_code,
        standing.level,
        standing.stage,
        standing.date,
        standing.date - DATE '2000-01-01' AS number,
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
            series RANGE BETWEEN 10 PRECEDING AND 7 PRECEDING
        ) AS older_7,
        first_value(report.own) OVER (
            series RANGE BETWEEN 6 PRECEDING AND 4 PRECEDING
        ) AS newer_7,
        last_value(report.own) OVER (
            series RANGE BETWEEN 18 PRECEDING AND 14 PRECEDING
        ) AS older_14,
        first_value(report.own) OVER (
            series RANGE BETWEEN 13 PRECEDING AND 10 PRECEDING
        ) AS newer_14,
        last_value(report.own) OVER (
            series
            RANGE BETWEEN (report.period + report.slack) PRECEDING AND (report.period) PRECEDING -- noqa: PRS
        ) AS older,
        first_value(report.own) OVER (
            series
            RANGE BETWEEN (report.period - least(report.slack, 1)) PRECEDING -- noqa: PRS
            AND (report.period - report.slack) PRECEDING
        ) AS newer
    FROM report
    WINDOW series AS (PARTITION BY report.edition, report.unit_code, report.level, report.stage ORDER BY report.number)
)

SELECT
    near.* EXCLUDE (number, older_7, newer_7, older_14, newer_14, older, newer, period, slack),
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
