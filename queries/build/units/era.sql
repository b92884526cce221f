-- The days on which each edition of the units is in force, and the editions before and after it: a day's reports are of
-- the units of its era.
--
-- grain:  one row per edition
-- after:  unit
-- part:   nation

WITH span AS (
    SELECT
        unit.edition,
        CASE
            WHEN bool_or(unit.grain = 'commune' AND unit.valid_from IS NULL) THEN DATE '0001-01-01'
            ELSE coalesce(min(unit.valid_from), DATE '0001-01-01')
        END AS first_day,
        CASE
            WHEN bool_or(unit.grain = 'commune' AND unit.valid_to IS NULL) THEN DATE '9999-12-31'
            ELSE coalesce(max(unit.valid_to), DATE '9999-12-31')
        END AS last_day
    FROM unit
    GROUP BY unit.edition
)
-- as:     published

SELECT
    span.edition,
    span.first_day,
    span.last_day,
    lag(span.edition) OVER (ORDER BY span.first_day) AS edition_before,
    lead(span.edition) OVER (ORDER BY span.first_day) AS edition_after
FROM span
ORDER BY span.edition
