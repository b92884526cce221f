-- Public holidays of Vietnam, for the shading of charts.
--
-- grain:  one row per date
-- part:   nation
-- as:     published

SELECT
    source_holiday.date,
    source_holiday.name_vi,
    source_holiday.name_en
FROM source_holiday
ORDER BY source_holiday.date
