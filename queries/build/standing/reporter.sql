-- The units of which at least one figure was reported.
--
-- grain:  one row per (edition, unit_code)
-- after:  reported_standing, joined_report

SELECT
    reported_standing.edition,
    reported_standing.unit_code
FROM reported_standing
UNION
SELECT
    joined_report.edition,
    joined_report.unit_code
FROM joined_report
WHERE joined_report.is_new
ORDER BY
    edition,
    unit_code
