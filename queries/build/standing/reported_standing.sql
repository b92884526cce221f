-- Where each reporting unit stood at the end of every day, from its first report to the last day with figures.
-- Counts are carried forward over days without a report. reported_at is the newest report of the level, whichever
-- stage it was of. Level "all" is 1 and 2 together, or as printed by the source: of the two, the newer.
--
-- Of the edition that the reports are of: `standing` holds them for both. Up to the last day of a unit that ended, and
-- of one that took over from others, up to the day before: `carried_forward` holds it since.
-- Sorted by day, so that a page's date reads one block.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  report_day, term, coverage
-- part:   province

-- The days on which a unit reported at all, with the time of each level's report.
WITH report AS (
    SELECT
        report_day.edition,
        report_day.unit_code,
        report_day.date,
        max(report_day.reported_at) FILTER (WHERE report_day.level = '1') AS one_at,
        max(report_day.reported_at) FILTER (WHERE report_day.level = '2') AS two_at,
        max(report_day.reported_at) FILTER (WHERE report_day.level = 'all') AS printed_at
    FROM report_day
    WHERE report_day.is_first
    GROUP BY
        report_day.edition,
        report_day.unit_code,
        report_day.date
),

by_stage AS (
    SELECT
        report_day.edition,
        report_day.unit_code,
        report_day.date,
        report_day.stage,
        max(report_day.stock) FILTER (WHERE report_day.level = '1') AS one,
        max(report_day.stock) FILTER (WHERE report_day.level = '2') AS two,
        max(report_day.stock) FILTER (WHERE report_day.level = 'all') AS printed,
        max(report_day.flow) FILTER (WHERE report_day.level = '1') AS one_new,
        max(report_day.flow) FILTER (WHERE report_day.level = '2') AS two_new,
        max(report_day.flow) FILTER (WHERE report_day.level = 'all') AS printed_new
    FROM report_day
    WHERE report_day.is_first
    GROUP BY
        report_day.edition,
        report_day.unit_code,
        report_day.date,
        report_day.stage
),

-- What was known of each stage after each report, and up to which day nothing newer was.
known AS (
    SELECT
        report.edition,
        report.unit_code,
        report.date,
        stages.stage,
        coalesce(lead(report.date) OVER so_far - 1, least(term.last_day, coverage.last_day)) AS last_day,
        last_value(by_stage.one IGNORE NULLS) OVER so_far AS one,
        last_value(by_stage.two IGNORE NULLS) OVER so_far AS two,
        last_value(by_stage.printed IGNORE NULLS) OVER so_far AS printed,
        by_stage.one_new,
        by_stage.two_new,
        by_stage.printed_new,
        last_value(report.one_at IGNORE NULLS) OVER so_far AS one_at,
        last_value(report.two_at IGNORE NULLS) OVER so_far AS two_at,
        last_value(report.printed_at IGNORE NULLS) OVER so_far AS printed_at
    FROM report
    CROSS JOIN (VALUES ('collected'), ('approved'), ('activated')) AS stages (stage)
    INNER JOIN term
        ON
            report.edition = term.edition
            AND report.unit_code = term.unit_code
            AND term.is_first
    INNER JOIN coverage
        ON report.edition = coverage.edition
    LEFT JOIN by_stage
        ON
            report.edition = by_stage.edition
            AND report.unit_code = by_stage.unit_code
            AND report.date = by_stage.date
            AND stages.stage = by_stage.stage
    WINDOW so_far AS (
        PARTITION BY report.edition, report.unit_code, stages.stage
        ORDER BY report.date
    )
),

-- Both levels together are known where both have reported; one level alone is never passed off as the whole.
together AS (
    SELECT
        known.*,
        greatest(known.one_at, known.two_at) AS summed_at,
        known.one_at IS NOT NULL
        AND known.two_at IS NOT NULL
        AND coalesce(greatest(known.one_at, known.two_at) >= known.printed_at, TRUE) AS is_summed
    FROM known
),

every_level AS (
    SELECT
        together.edition,
        together.unit_code,
        together.date,
        together.last_day,
        together.stage,
        unnest(['1', '2', 'all']) AS level,
        unnest([
            together.one,
            together.two,
            CASE WHEN together.is_summed THEN together.one + together.two ELSE together.printed END
        ]) AS count,
        unnest([
            together.one_new,
            together.two_new,
            CASE
                WHEN together.is_summed
                    THEN coalesce(together.one_new + together.two_new, together.one_new, together.two_new)
                ELSE together.printed_new
            END
        ]) AS flow,
        unnest([
            together.one_at,
            together.two_at,
            CASE WHEN together.is_summed THEN together.summed_at ELSE together.printed_at END
        ]) AS reported_at
    FROM together
),

-- Each report holds until the eve of the next.
daily AS (
    SELECT
        every_level.*,
        unnest(generate_series(every_level.date, every_level.last_day, INTERVAL 1 DAY))::DATE AS day
    FROM every_level
    WHERE every_level.count IS NOT NULL
)

SELECT
    daily.edition,
    daily.unit_code,
    daily.day AS date,
    daily.level,
    daily.stage,
    daily.count,
    CASE WHEN daily.day = daily.date THEN daily.flow END AS flow,
    daily.reported_at
FROM daily
ORDER BY
    daily.day,
    daily.level,
    daily.stage
