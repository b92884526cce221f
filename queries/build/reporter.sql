-- The units of which at least one figure was reported.
--
-- grain:  one row per (edition, unit_code)
-- after:  reported_standing

SELECT DISTINCT
    reported_standing.edition,
    reported_standing.unit_code
FROM reported_standing
ORDER BY
    reported_standing.edition,
    reported_standing.unit_code
