-- Where each reporting unit stood at the end of every day, from its first report to the last day with figures.
-- Counts are carried forward over days without a report; reported_at says from when they are.
-- Sorted by day, so that a page's date reads one block; level "all" is 1 and 2 together, or as printed by the source.
--
-- Of the edition that the reports are of: `standing` holds them for both. Up to the last day of a unit that ended, and
-- of one that took over from others, up to the day before: `joined_standing` holds it since.
--
-- grain:  one row per (edition, unit_code, date, level)
-- after:  report_day, coverage, unit, handover

WITH wide AS (
    SELECT
        report_day.edition,
        report_day.unit_code,
        report_day.date,
        report_day.level,
        max(report_day.reported_at) AS reported_at,
        max(report_day.stock) FILTER (WHERE report_day.stage = 'collected') AS collected,
        max(report_day.stock) FILTER (WHERE report_day.stage = 'approved') AS approved,
        max(report_day.stock) FILTER (WHERE report_day.stage = 'activated') AS activated,
        max(report_day.flow) FILTER (WHERE report_day.stage = 'collected') AS collected_new,
        max(report_day.flow) FILTER (WHERE report_day.stage = 'approved') AS approved_new,
        max(report_day.flow) FILTER (WHERE report_day.stage = 'activated') AS activated_new
    FROM report_day
    GROUP BY
        report_day.edition,
        report_day.unit_code,
        report_day.date,
        report_day.level
),

first_report AS (
    SELECT
        wide.edition,
        wide.unit_code,
        wide.level,
        min(wide.date) AS first_day
    FROM wide
    GROUP BY
        wide.edition,
        wide.unit_code,
        wide.level
),

-- The last day on which a unit stands for what it was before.
final_day AS (
    SELECT
        unit.edition,
        unit.unit_code,
        least(
            min(coverage.last_day),
            coalesce(min(unit.valid_to), DATE '9999-12-31'),
            coalesce(min(handover.day) - 1, DATE '9999-12-31')
        ) AS date
    FROM unit
    INNER JOIN coverage
        ON unit.edition = coverage.edition
    LEFT JOIN handover
        ON
            unit.edition = handover.edition
            AND unit.unit_code = handover.unit_code
    GROUP BY
        unit.edition,
        unit.unit_code
),

calendar AS (
    SELECT
        first_report.edition,
        first_report.unit_code,
        first_report.level,
        unnest(generate_series(first_report.first_day, final_day.date, INTERVAL 1 DAY))::DATE AS date
    FROM first_report
    INNER JOIN final_day
        ON
            first_report.edition = final_day.edition
            AND first_report.unit_code = final_day.unit_code
),

carried AS (
    SELECT
        calendar.edition,
        calendar.unit_code,
        calendar.date,
        calendar.level,
        last_value(wide.collected IGNORE NULLS) OVER so_far AS collected,
        last_value(wide.approved IGNORE NULLS) OVER so_far AS approved,
        last_value(wide.activated IGNORE NULLS) OVER so_far AS activated,
        wide.collected_new,
        wide.approved_new,
        wide.activated_new,
        last_value(wide.reported_at IGNORE NULLS) OVER so_far AS reported_at
    FROM calendar
    LEFT JOIN wide
        ON
            calendar.edition = wide.edition
            AND calendar.unit_code = wide.unit_code
            AND calendar.level = wide.level
            AND calendar.date = wide.date
    WINDOW so_far AS (
        PARTITION BY calendar.edition, calendar.unit_code, calendar.level
        ORDER BY calendar.date
    )
),

-- Both levels together are known where both have reported; one level alone is never passed off as the whole.
summed AS (
    SELECT
        one.edition,
        one.unit_code,
        one.date,
        one.collected + two.collected AS collected,
        one.approved + two.approved AS approved,
        one.activated + two.activated AS activated,
        coalesce(one.collected_new + two.collected_new, one.collected_new, two.collected_new) AS collected_new,
        coalesce(one.approved_new + two.approved_new, one.approved_new, two.approved_new) AS approved_new,
        coalesce(one.activated_new + two.activated_new, one.activated_new, two.activated_new) AS activated_new,
        greatest(one.reported_at, two.reported_at) AS reported_at
    FROM carried AS one
    INNER JOIN carried AS two
        ON
            one.edition = two.edition
            AND one.unit_code = two.unit_code
            AND one.date = two.date
    WHERE
        one.level = '1'
        AND two.level = '2'
),

every_level AS (
    SELECT
        carried.edition,
        carried.unit_code,
        carried.date,
        carried.level,
        carried.collected,
        carried.approved,
        carried.activated,
        carried.collected_new,
        carried.approved_new,
        carried.activated_new,
        carried.reported_at,
        1 AS preference
    FROM carried
    UNION ALL
    SELECT
        summed.edition,
        summed.unit_code,
        summed.date,
        'all' AS level,
        summed.collected,
        summed.approved,
        summed.activated,
        summed.collected_new,
        summed.approved_new,
        summed.activated_new,
        summed.reported_at,
        2 AS preference
    FROM summed
)

SELECT
    every_level.edition,
    every_level.unit_code,
    every_level.date,
    every_level.level,
    every_level.collected,
    every_level.approved,
    every_level.activated,
    every_level.collected_new,
    every_level.approved_new,
    every_level.activated_new,
    every_level.reported_at
FROM every_level
-- Where a source prints the sum and the parts, the newer of the two stands.
QUALIFY
    row_number() OVER (
        PARTITION BY every_level.edition, every_level.unit_code, every_level.date, every_level.level
        ORDER BY
            every_level.reported_at DESC,
            every_level.preference DESC
    ) = 1
ORDER BY
    every_level.edition,
    every_level.date,
    every_level.level,
    every_level.unit_code
