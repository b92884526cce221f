-- How many units with a roster a unit of the other edition has only a part of, by month.
--
-- grain:  one row per month with such
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  date_from          DATE           first day, the beginning of its month
-- param:  date_to            DATE           last day, the end of its month
-- column: month              DATE           first day of the month
-- column: units              BIGINT         divided units with a roster, none of which is counted

SELECT
    duty_divided.month,
    duty_divided.units
FROM duty_divided
WHERE
    duty_divided.edition = $edition::VARCHAR
    AND duty_divided.unit_code = $unit::VARCHAR
    AND duty_divided.month BETWEEN date_trunc('month', $date_from::DATE) AND $date_to::DATE
ORDER BY duty_divided.month
