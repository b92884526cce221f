-- How many dossiers a unit's newest report leaves unapproved after their legal time: received by the day with which it
-- had run out (see `legal_clock`), less all that were approved by then. It is a lower bound, for approvals may be of
-- later dossiers, and what was received since the report before received_by is not in it. is_exact: that report is of
-- received_by itself, so that only the order in which dossiers are taken is supposed.
-- The day of a report before 17:00 is not over; both levels together are given the longer time.
-- From first_day to last_day, on which the report is new enough. NULL where it is small, or a count of it is hidden.
--
-- grain:  one row per (edition, unit_code, level, first_day)
-- after:  report_day, legal_clock, new_enough, hidden_count, build
-- part:   province
-- as:     published

WITH report AS (
    SELECT
        report_day.edition,
        report_day.unit_code,
        report_day.begun_on,
        report_day.level,
        report_day.date,
        report_day.stock,
        report_day.date - CASE WHEN report_day.reported_at::TIME < TIME '17:00' THEN 1 ELSE 0 END AS ended_on,
        CASE WHEN report_day.level = '1' THEN 1 ELSE 3 END AS working_days,
        lead(report_day.date) OVER (
            PARTITION BY report_day.edition, report_day.unit_code, report_day.level
            ORDER BY report_day.date
        ) AS next_on
    FROM report_day
    WHERE report_day.stage = 'approved'
),

received AS (
    SELECT
        report_day.edition,
        report_day.unit_code,
        report_day.begun_on,
        report_day.level,
        report_day.date,
        report_day.stock,
        report_day.date - CASE WHEN report_day.reported_at::TIME < TIME '17:00' THEN 1 ELSE 0 END AS ended_on
    FROM report_day
    WHERE
        report_day.stage = 'collected'
        AND report_day.stock IS NOT NULL
),

-- From which day on a report is too old.
outdated AS (
    SELECT
        new_enough.oldest,
        min(new_enough.date) AS date
    FROM new_enough
    GROUP BY new_enough.oldest
),

clocked AS (
    SELECT
        report.*,
        legal_clock.received_by
    FROM report
    INNER JOIN legal_clock
        ON
            report.ended_on = legal_clock.date
            AND report.working_days = legal_clock.working_days
    WHERE report.stock IS NOT NULL
),

dated AS (
    SELECT
        clocked.*,
        CASE
            WHEN outdated.date IS NOT NULL THEN outdated.date - 1
            WHEN NOT EXISTS (FROM outdated) THEN clocked.date + 7
            ELSE DATE '9999-12-31'
        END AS outdated_on
    FROM clocked
    ASOF LEFT JOIN outdated
        ON clocked.date < outdated.oldest
),

held_against AS (
    SELECT
        dated.*,
        received.date AS received_on,
        received.ended_on = dated.received_by AS is_exact,
        greatest(received.stock - dated.stock, 0) AS overdue
    FROM dated
    ASOF INNER JOIN received
        ON
            dated.edition = received.edition
            AND dated.unit_code = received.unit_code
            AND dated.begun_on = received.begun_on
            AND dated.level = received.level
            AND dated.received_by >= received.date
)

SELECT
    held_against.edition,
    held_against.unit_code,
    held_against.level,
    held_against.date AS first_day,
    least(held_against.outdated_on, coalesce(held_against.next_on - 1, DATE '9999-12-31')) AS last_day,
    held_against.received_by,
    held_against.is_exact,
    of_approved.date IS NOT NULL
    OR of_received.date IS NOT NULL
    OR held_against.overdue BETWEEN 1 AND build.small_count - 1 AS is_hidden,
    CASE WHEN NOT is_hidden THEN held_against.overdue END AS overdue
FROM held_against
CROSS JOIN build
LEFT JOIN hidden_count AS of_approved
    ON
        held_against.edition = of_approved.edition
        AND held_against.unit_code = of_approved.unit_code
        AND held_against.level = of_approved.level
        AND held_against.date = of_approved.date
        AND of_approved.stage = 'approved'
LEFT JOIN hidden_count AS of_received
    ON
        held_against.edition = of_received.edition
        AND held_against.unit_code = of_received.unit_code
        AND held_against.level = of_received.level
        AND held_against.received_on = of_received.date
        AND of_received.stage = 'collected'
ORDER BY
    held_against.edition,
    held_against.unit_code,
    held_against.level,
    first_day
