-- What a unit's reports of a day make of its counts: a summary report gives the stock, a detailed export moves it on.
-- A unit with both follows its summary reports and, on days without one, adds what the detailed export counted since.
-- A unit that took over from others begins anew on that day: until its first summary report its stock is not known
-- from reports, only what its exports have added since (added).
--
-- grain:  one row per (edition, unit_code, date, level, stage) of which anything was reported
-- after:  reported_day, activity, term
-- part:   province

WITH detailed AS (
    SELECT
        activity.edition,
        activity.unit_code,
        activity.date,
        activity.level,
        activity.stage,
        sum(activity.count)::BIGINT AS added
    FROM activity
    GROUP BY
        activity.edition,
        activity.unit_code,
        activity.date,
        activity.level,
        activity.stage
),

exporter AS (
    SELECT DISTINCT
        activity.edition,
        activity.unit_code
    FROM activity
),

merged AS (
    SELECT
        edition,
        unit_code,
        date,
        level,
        stage,
        summary.stock,
        detailed.added AS added_new,
        -- A detailed export counts whole days: it is taken as of their last minute.
        coalesce(summary.reported_at, date + INTERVAL '23 hours 59 minutes') AS reported_at
    FROM (SELECT reported_day.* FROM reported_day SEMI JOIN exporter USING (edition, unit_code)) AS summary
    FULL JOIN detailed
        USING (edition, unit_code, date, level, stage)
),

running AS (
    SELECT
        merged.*,
        term.begun_on,
        term.is_first,
        (sum(merged.added_new) OVER so_far)::BIGINT AS added
    FROM merged
    INNER JOIN term
        ON
            merged.edition = term.edition
            AND merged.unit_code = term.unit_code
            AND merged.date BETWEEN term.begun_on AND term.last_day
    WINDOW so_far AS (
        PARTITION BY merged.edition, merged.unit_code, term.begun_on, merged.level, merged.stage
        ORDER BY merged.date
    )
),

anchored AS (
    SELECT
        running.*,
        -- What the summary reports know beyond the detailed exports, carried on to the days without a summary; before
        -- the first one, what that knew was there already.
        coalesce(running.added, 0) + coalesce(
            last_value(running.stock - coalesce(running.added, 0) IGNORE NULLS) OVER so_far,
            CASE
                WHEN running.is_first
                    THEN
                        greatest(
                            coalesce(
                                first_value(running.stock - coalesce(running.added, 0) IGNORE NULLS) OVER from_now_on,
                                0
                            ),
                            0
                        )
            END
        ) AS known
    FROM running
    WINDOW
        so_far AS (
            PARTITION BY running.edition, running.unit_code, running.begun_on, running.level, running.stage
            ORDER BY running.date
        ),
        from_now_on AS (
            PARTITION BY running.edition, running.unit_code, running.begun_on, running.level, running.stage
            ORDER BY running.date
            ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
        )
),

-- Most units send no detailed exports: what they report needs no anchor.
every_report AS (
    SELECT
        anchored.edition,
        anchored.unit_code,
        anchored.begun_on,
        anchored.is_first,
        anchored.date,
        anchored.level,
        anchored.stage,
        anchored.reported_at,
        anchored.known AS stock,
        anchored.added,
        anchored.added_new
    FROM anchored
    UNION ALL
    SELECT
        reported_day.edition,
        reported_day.unit_code,
        term.begun_on,
        term.is_first,
        reported_day.date,
        reported_day.level,
        reported_day.stage,
        reported_day.reported_at,
        reported_day.stock,
        NULL AS added,
        NULL AS added_new
    FROM reported_day
    ANTI JOIN exporter
        ON
            reported_day.edition = exporter.edition
            AND reported_day.unit_code = exporter.unit_code
    INNER JOIN term
        ON
            reported_day.edition = term.edition
            AND reported_day.unit_code = term.unit_code
            AND reported_day.date BETWEEN term.begun_on AND term.last_day
)

SELECT
    every_report.*,
    -- The first summary report of a unit is a stock, not the work of one day: its flow is unknown.
    coalesce(
        every_report.stock - lag(every_report.stock) OVER (
            PARTITION BY
                every_report.edition,
                every_report.unit_code,
                every_report.begun_on,
                every_report.level,
                every_report.stage
            ORDER BY every_report.date
        ),
        every_report.added_new
    ) AS flow
FROM every_report
