-- How much of 7:00 to 22:00 somebody was on duty in the communes of a unit over some months, by kind of day.
--
-- grain:  one row per kind of day of which a roster tells
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  date_from          DATE           first day, the beginning of its month
-- param:  date_to            DATE           last day, the end of its month
-- column: day_kind           VARCHAR        ordinary, weekend or holiday
-- column: minutes            BIGINT         minutes with somebody on duty, of all communes with a roster
-- column: unit_days          BIGINT         days of these communes' rosters
-- column: units              BIGINT         how many communes have a roster, in the month with most

SELECT
    duty_hours.day_kind,
    sum(duty_hours.minutes)::BIGINT AS minutes,
    sum(duty_hours.unit_days)::BIGINT AS unit_days,
    max(duty_hours.units) AS units
FROM duty_hours
WHERE
    duty_hours.edition = $edition::VARCHAR
    AND duty_hours.unit_code = $unit::VARCHAR
    AND duty_hours.month BETWEEN date_trunc('month', $date_from::DATE) AND $date_to::DATE
GROUP BY duty_hours.day_kind
ORDER BY duty_hours.day_kind
