-- How long a change is measured over: two reports are days apart, give or take slack (three days in seven; of 14 days,
-- as of a pace, four). reach: how many days before the day looked at any pace or change may begin at most; the end
-- answers the due day before last, 14 days back, and a pace of 14 days begins 18 days before it.
--
-- grain:  one row
-- after:  build
-- part:   nation

SELECT
    build.period_days AS days,
    CASE build.period_days WHEN 14 THEN 4 ELSE build.period_days * 3 // 7 END AS slack,
    14 + greatest(18, build.period_days * 10 // 7) AS reach
FROM build
