-- The counts of units of any size that nobody is shown for themselves: those from 1 to below small_count.
-- is_dated: figures of the day itself.
--
-- grain:  one row per (edition, unit_code, level, stage, date) with such a count
-- part:   province
-- across: anew
-- after:  area_count, era, build

SELECT
    area_count.edition,
    area_count.unit_code,
    area_count.level,
    area_count.stage,
    area_count.date,
    area_count.date = area_count.figure_date AS is_dated,
    era.edition AS era
FROM area_count
INNER JOIN build
    ON area_count.count BETWEEN 1 AND build.small_count - 1
INNER JOIN era
    ON area_count.figure_date BETWEEN era.first_day AND era.last_day
