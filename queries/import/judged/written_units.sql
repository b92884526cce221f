-- The units and days of what the fast path wrote, and whether every unit existed on all of its days.
--
-- grain:  one row
-- after:  series, unit
-- column: units       VARCHAR[]  edition and code of each unit
-- column: first_day   DATE
-- column: last_day    DATE
-- column: all_existed BOOLEAN

WITH written AS (
    SELECT
        series.edition,
        series.unit_code,
        min(series.first_day) AS first_day,
        max(series.last_day) AS last_day
    FROM series
    GROUP BY series.edition, series.unit_code
)

SELECT
    list(written.edition || ' ' || written.unit_code) AS units,
    min(written.first_day) AS first_day,
    max(written.last_day) AS last_day,
    bool_and(
        unit.unit_code IS NOT NULL
        AND written.first_day >= coalesce(unit.valid_from, written.first_day)
        AND written.last_day <= coalesce(unit.valid_to, written.last_day)
    ) AS all_existed
FROM written
LEFT JOIN unit ON written.edition = unit.edition AND written.unit_code = unit.unit_code
