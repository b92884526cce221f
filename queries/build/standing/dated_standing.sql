-- Where each unit stood every day, and stands on the days after the newest one from which fewer reports are new enough.
-- figure_date is the day that the count is of; flow is NULL on the later days.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  standing, later_standing
-- part:   province
-- as:     view

SELECT
    standing.*,
    standing.date AS figure_date
FROM standing
UNION ALL BY NAME
SELECT later_standing.*
FROM later_standing
