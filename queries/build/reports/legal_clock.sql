-- Until when a dossier must have been received for its time to have run out at the end of a day: so many working days
-- after the day of its receipt (Decree 69/2024, article 13: level 1 within 1, level 2 within 3).
--
-- grain:  one row per (date, working_days)
-- after:  coverage, holiday
-- part:   nation

WITH span AS (
    SELECT
        min(coverage.first_day) - 40 AS first_day,
        max(coverage.last_day) AS last_day
    FROM coverage
),

day AS (
    SELECT unnest(generate_series(span.first_day, span.last_day, INTERVAL 1 DAY))::DATE AS date
    FROM span
),

counted AS (
    SELECT
        day.date,
        sum(
            CASE
                WHEN holiday.is_worked THEN 1
                WHEN holiday.date IS NOT NULL OR isodow(day.date) > 5 THEN 0
                ELSE 1
            END
        ) OVER (
            ORDER BY day.date
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS worked
    FROM day
    LEFT JOIN holiday
        ON day.date = holiday.date
)

SELECT
    counted.date,
    clocks.working_days,
    max(received.date) AS received_by
FROM counted
CROSS JOIN (VALUES (1), (3)) AS clocks (working_days)
INNER JOIN counted AS received
    ON counted.worked - clocks.working_days = received.worked
GROUP BY
    counted.date,
    clocks.working_days
ORDER BY
    counted.date,
    clocks.working_days
