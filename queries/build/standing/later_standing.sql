-- Where each unit stands on the days of `later_day`: as on the newest day of all, but that a report which was new
-- enough then may be so no more.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  standing, coverage, later_day
-- part:   province

SELECT
    standing.* EXCLUDE (date, flow),
    later_day.date,
    standing.date AS figure_date
FROM standing
CROSS JOIN later_day
WHERE standing.date = (SELECT max(coverage.last_day) FROM coverage)
