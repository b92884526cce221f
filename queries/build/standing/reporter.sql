-- The units of which at least one figure was reported.
--
-- grain:  one row per (edition, unit_code)
-- after:  reported_standing, later_report
-- part:   province
-- as:     published

SELECT
    reported_standing.edition,
    reported_standing.unit_code
FROM reported_standing
UNION
SELECT
    later_report.edition,
    later_report.unit_code
FROM later_report
WHERE later_report.is_new
ORDER BY
    edition,
    unit_code
