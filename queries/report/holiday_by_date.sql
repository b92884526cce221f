-- Public holidays between two days, and the weekend days that are worked for others.
--
-- grain:  one row per day
-- param:  date_from          DATE           first day
-- param:  date_to            DATE           last day
-- column: date               DATE
-- column: name_vi            VARCHAR
-- column: name_en            VARCHAR
-- column: is_worked          BOOLEAN        a weekend day that is worked in place of a day off

SELECT
    holiday.date,
    holiday.name_vi,
    holiday.name_en,
    holiday.is_worked
FROM holiday
WHERE holiday.date BETWEEN $date_from::DATE AND $date_to::DATE
ORDER BY holiday.date
