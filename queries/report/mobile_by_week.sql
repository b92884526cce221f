-- What days with a mobile group brought in the communes of a unit, beside what the same weekdays around them brought
-- without one, by week (see `mobile_week`).
--
-- grain:  one row per week with mobile days that can be compared
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  date_from          DATE           first day, the beginning of its month
-- param:  date_to            DATE           last day
-- param:  stage              VARCHAR        collected, approved or activated; both levels together
-- column: week               DATE           its Monday
-- column: days               BIGINT         mobile days of communes
-- column: counted            BIGINT         what they brought
-- column: expected           DOUBLE         what as many days of the same weekdays brought on average

SELECT
    mobile_week.week,
    mobile_week.days,
    mobile_week.count AS counted,
    mobile_week.expected
FROM mobile_week
WHERE
    mobile_week.edition = $edition::VARCHAR
    AND mobile_week.unit_code = $unit::VARCHAR
    AND mobile_week.stage = $stage::VARCHAR
    AND mobile_week.week >= date_trunc('month', $date_from::DATE)
    AND mobile_week.week + 6 <= $date_to::DATE
ORDER BY mobile_week.week
