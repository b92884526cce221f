-- The units and days of what the fast path wrote, whether every unit existed on all of its days, and whether a code may
-- have lost its zeros (padded, it is a commune of a province of which the export names others).
--
-- grain:  one row
-- after:  series, unit
-- column: units       VARCHAR[]  edition and code of each unit
-- column: first_day   DATE
-- column: last_day    DATE
-- column: all_existed BOOLEAN
-- column: may_lack_zeros BOOLEAN

WITH written AS (
    SELECT
        series.edition,
        series.unit_code,
        min(series.first_day) AS first_day,
        max(series.last_day) AS last_day
    FROM series
    GROUP BY series.edition, series.unit_code
),

province AS (
    SELECT
        commune.edition,
        commune.unit_code,
        coalesce(above.parent_code, commune.parent_code) AS province_code
    FROM unit AS commune
    LEFT JOIN unit AS above
        ON
            commune.edition = above.edition
            AND commune.parent_code = above.unit_code
            AND above.grain = 'district'
    WHERE commune.grain = 'commune'
),

named AS (
    SELECT DISTINCT province.province_code
    FROM written
    INNER JOIN province ON written.edition = province.edition AND written.unit_code = province.unit_code
)

SELECT
    list(written.edition || ' ' || written.unit_code) AS units,
    min(written.first_day) AS first_day,
    max(written.last_day) AS last_day,
    bool_and(
        unit.unit_code IS NOT NULL
        AND written.first_day >= coalesce(unit.valid_from, written.first_day)
        AND written.last_day <= coalesce(unit.valid_to, written.last_day)
    ) AS all_existed,
    bool_or(padded.province_code IN (SELECT named.province_code FROM named)) IS TRUE AS may_lack_zeros
FROM written
LEFT JOIN unit ON written.edition = unit.edition AND written.unit_code = unit.unit_code
LEFT JOIN province AS padded
    ON
        length(written.unit_code) < 5
        AND written.edition = padded.edition
        AND lpad(written.unit_code, 5, '0') = padded.unit_code
