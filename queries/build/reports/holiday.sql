-- Public holidays of Vietnam, and the weekend days that are worked in place of a day off.
--
-- grain:  one row per date
-- part:   nation
-- as:     published

SELECT
    source_holiday.date,
    source_holiday.name_vi,
    source_holiday.name_en,
    source_holiday.is_worked
FROM source_holiday
ORDER BY source_holiday.date
