-- How much a file states of each series, and of which days. It has few of them, however many its rows are.
--
-- grain:  one row per unit, level and stage
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: level     VARCHAR
-- column: stage     VARCHAR
-- column: count     HUGEINT
-- column: first_day DATE
-- column: last_day  DATE

SELECT
    measured_row.edition::VARCHAR AS edition,
    measured_row.unit_code::VARCHAR AS unit_code,
    measured_row.level,
    measured_row.stage,
    sum(greatest(measured_row.count, 0)) AS count,
    min(measured_row.date) AS first_day,
    max(measured_row.date) AS last_day
FROM measured_row
GROUP BY measured_row.edition, measured_row.unit_code, measured_row.level, measured_row.stage
