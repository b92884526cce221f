-- Which reports are new enough on which days: until the next due day has passed, those that answer the one before the
-- last or a later one. A report answers the first due day on or after its own; one that is due today may still come.
--
-- grain:  one row per first_day, the day after a due day; oldest is the first day whose report is new enough
-- part:   nation

WITH due_day AS (
    SELECT DISTINCT source_due.due::DATE AS day
    FROM source_due
)

SELECT
    due_day.day + 1 AS first_day,
    lead(due_day.day, 1, due_day.day + 7) OVER days AS last_day,
    lag(due_day.day, 1, due_day.day - 7) OVER days + 1 AS oldest
FROM due_day
WINDOW days AS (ORDER BY due_day.day)
