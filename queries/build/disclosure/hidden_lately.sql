-- The days on which a pace or a change may begin at a hidden count of a unit, of any stage (see `hidden_count`).
--
-- grain:  one row per (edition, unit_code, level, date)
-- part:   province
-- across: anew
-- after:  hidden_count, compared_period
-- from:   hidden_count
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: level VARCHAR
-- column: date DATE

SELECT DISTINCT
    hidden_day.edition,
    hidden_day.unit_code,
    hidden_day.level,
    hidden_day.date + unnest(range(compared_period.reach + 1))::INTEGER AS date
FROM (
    SELECT DISTINCT
        hidden_count.edition,
        hidden_count.unit_code,
        hidden_count.level,
        hidden_count.date
    FROM hidden_count
) AS hidden_day
CROSS JOIN compared_period
