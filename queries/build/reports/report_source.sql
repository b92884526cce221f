-- By which batch the newest summary report of each day came in: where a count is looked up in its file. Sorted by unit
-- and series, so that a count's reports are found at once and take little room.
--
-- grain:  one row per (edition, unit_code, level, stage, day of reported_at)
-- after:  reported_day
-- part:   province
-- as:     published

SELECT
    reported_day.edition,
    reported_day.unit_code,
    reported_day.level,
    reported_day.stage,
    reported_day.reported_at,
    reported_day.turn
FROM reported_day
ORDER BY
    reported_day.edition,
    reported_day.unit_code,
    reported_day.level,
    reported_day.stage,
    reported_day.reported_at
