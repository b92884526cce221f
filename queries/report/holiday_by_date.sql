-- Public holidays between two days.
--
-- grain:  one row per day
-- param:  date_from          DATE           first day
-- param:  date_to            DATE           last day
-- column: date               DATE
-- column: name_vi            VARCHAR
-- column: name_en            VARCHAR

SELECT
    holiday.date,
    holiday.name_vi,
    holiday.name_en
FROM holiday
WHERE holiday.date BETWEEN $date_from::DATE AND $date_to::DATE
ORDER BY holiday.date
