-- The units of 2024 on whose ground a unit of 2025 lies: those that it was put together of in the reform, and, if it
-- took over from others later, theirs.
--
-- grain:  one row per (unit_code, from_code)
-- after:  descent, unit, era

SELECT DISTINCT
    descent.unit_code,
    descent.from_code,
    unit.grain
FROM descent
INNER JOIN unit
    ON
        descent.edition = unit.edition
        AND descent.unit_code = unit.unit_code
INNER JOIN era
    ON
        descent.from_edition = era.edition
        AND descent.last_day = era.last_day
WHERE
    descent.edition = '2025'
    AND descent.from_edition = '2024'
ORDER BY
    descent.unit_code,
    descent.from_code
