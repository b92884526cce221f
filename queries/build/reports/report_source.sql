-- By which batch the newest summary report of each day came in: where a count is looked up in its file.
-- In the order of the reports: sorted by unit it takes three times the room and the time to make, and a nation's is
-- looked through in a twentieth of a second.
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
