-- What a unit that took over from others has reported since: its count where a report gave one (stock), and what its
-- detailed exports added (added), which until then goes on top of what was handed over.
-- Both levels together are known by a printed sum or by both levels; of the two the newer one, stage by stage.
--
-- grain:  one row per (edition, unit_code, begun_on, date, level, stage); date is the day of handing over, and each day
--         with a report since: it holds up to last_day
-- after:  report_day, term, coverage
-- part:   province

WITH event AS (
    SELECT
        term.edition,
        term.unit_code,
        term.begun_on,
        term.begun_on AS date
    FROM term
    INNER JOIN coverage
        ON
            term.edition = coverage.edition
            AND term.begun_on <= coverage.last_day
    WHERE NOT term.is_first
    UNION
    SELECT
        report_day.edition,
        report_day.unit_code,
        report_day.begun_on,
        report_day.date
    FROM report_day
    WHERE NOT report_day.is_first
),

by_level AS (
    SELECT
        event.edition,
        event.unit_code,
        event.begun_on,
        event.date,
        levels.level,
        stages.stage,
        last_value(report_day.stock IGNORE NULLS) OVER so_far AS stock,
        last_value(report_day.added IGNORE NULLS) OVER so_far AS added,
        report_day.added_new,
        report_day.date IS NOT NULL AS is_new,
        last_value(report_day.reported_at IGNORE NULLS) OVER so_far AS reported_at,
        last_value(CASE WHEN report_day.added_new IS NOT NULL THEN report_day.reported_at END IGNORE NULLS)
            OVER so_far AS exported_at
    FROM event
    CROSS JOIN (VALUES ('1'), ('2'), ('all')) AS levels (level)
    CROSS JOIN (VALUES ('collected'), ('approved'), ('activated')) AS stages (stage)
    LEFT JOIN report_day
        ON
            event.edition = report_day.edition
            AND event.unit_code = report_day.unit_code
            AND event.date = report_day.date
            AND levels.level = report_day.level
            AND stages.stage = report_day.stage
    WINDOW so_far AS (
        PARTITION BY event.edition, event.unit_code, event.begun_on, levels.level, stages.stage
        ORDER BY event.date
    )
),

together AS (
    SELECT
        by_level.edition,
        by_level.unit_code,
        by_level.begun_on,
        by_level.date,
        by_level.stage,
        max(by_level.stock) FILTER (WHERE by_level.level = 'all') AS printed,
        sum(by_level.stock) FILTER (WHERE by_level.level <> 'all') AS summed,
        max(by_level.reported_at) FILTER (WHERE by_level.level = 'all') AS printed_at,
        max(by_level.reported_at) FILTER (WHERE by_level.level <> 'all') AS summed_at,
        max(by_level.exported_at) AS exported_at,
        sum(by_level.added) AS added,
        sum(by_level.added_new) AS added_new,
        bool_or(by_level.is_new) AS is_new,
        count(by_level.stock) FILTER (WHERE by_level.level <> 'all') = 2
        AND (printed IS NULL OR coalesce(summed_at >= printed_at, TRUE)) AS is_summed
    FROM by_level
    GROUP BY
        by_level.edition,
        by_level.unit_code,
        by_level.begun_on,
        by_level.date,
        by_level.stage
),

every_level AS (
    SELECT by_level.* EXCLUDE (exported_at)
    FROM by_level
    WHERE by_level.level <> 'all'
    UNION ALL BY NAME
    SELECT
        together.edition,
        together.unit_code,
        together.begun_on,
        together.date,
        'all' AS level,
        together.stage,
        CASE WHEN together.is_summed THEN together.summed ELSE together.printed END::BIGINT AS stock,
        together.added::BIGINT AS added,
        together.added_new::BIGINT AS added_new,
        together.is_new,
        CASE
            WHEN together.is_summed THEN together.summed_at
            WHEN together.printed IS NOT NULL THEN together.printed_at
            ELSE together.exported_at
        END AS reported_at
    FROM together
)

SELECT
    every_level.edition,
    every_level.unit_code,
    every_level.begun_on,
    every_level.date,
    coalesce(
        lead(every_level.date) OVER (
            PARTITION BY
                every_level.edition,
                every_level.unit_code,
                every_level.begun_on,
                every_level.level,
                every_level.stage
            ORDER BY every_level.date
        ) - 1,
        least(term.last_day, coverage.last_day)
    ) AS last_day,
    every_level.level,
    every_level.stage,
    every_level.stock,
    every_level.added,
    every_level.added_new,
    every_level.is_new,
    every_level.reported_at
FROM every_level
INNER JOIN term
    ON
        every_level.edition = term.edition
        AND every_level.unit_code = term.unit_code
        AND every_level.begun_on = term.begun_on
INNER JOIN coverage
    ON every_level.edition = coverage.edition
ORDER BY
    every_level.edition,
    every_level.unit_code,
    every_level.date,
    every_level.level,
    every_level.stage
