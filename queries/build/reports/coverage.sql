-- First and last day of which each edition has figures; figures are carried forward up to the last one.
--
-- grain:  one row per edition
-- after:  observation, activity, unit
-- part:   nation
-- as:     published

WITH day AS (
    SELECT
        observation.edition,
        observation.as_of::DATE AS date
    FROM observation
    UNION
    SELECT
        activity.edition,
        activity.date
    FROM activity
),

newest AS (
    SELECT max(day.date) AS date
    FROM day
),

ends AS (
    SELECT
        unit.edition,
        max(coalesce(unit.valid_to, DATE '9999-12-31')) AS last_valid
    FROM unit
    GROUP BY unit.edition
)

SELECT
    day.edition,
    min(day.date) AS first_day,
    max(day.date) AS newest_report,
    least(min(ends.last_valid), (SELECT newest.date FROM newest)) AS last_day
FROM day
INNER JOIN ends
    ON day.edition = ends.edition
GROUP BY day.edition
ORDER BY day.edition
