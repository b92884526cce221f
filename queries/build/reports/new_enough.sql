-- From which day on a report is new enough on a day, one row per day of `due_span`: days are looked up, not searched.
--
-- grain:  one row per date
-- after:  due_span
-- part:   nation

SELECT
    due_span.first_day + unnest(range(due_span.last_day - due_span.first_day + 1))::INTEGER AS date,
    due_span.oldest
FROM due_span
