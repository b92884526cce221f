-- The days after the newest one of all from which fewer of its reports are new enough, until none is any more.
--
-- grain:  one row per date
-- after:  coverage, due_span
-- part:   nation
-- as:     published

WITH newest AS (
    SELECT max(coverage.last_day) AS day
    FROM coverage
),

span AS (
    SELECT
        due_span.first_day,
        lag(due_span.oldest) OVER (ORDER BY due_span.first_day) AS oldest_before
    FROM due_span
)

SELECT span.first_day AS date
FROM span
INNER JOIN newest
    ON
        span.first_day > newest.day
        AND span.oldest_before <= newest.day
UNION
-- Where nothing is due, a report is new enough for 7 days.
SELECT newest.day + days.number AS date
FROM newest
CROSS JOIN (VALUES (1), (2), (3), (4), (5), (6), (7), (8)) AS days (number)
WHERE NOT EXISTS (FROM due_span)
ORDER BY date
