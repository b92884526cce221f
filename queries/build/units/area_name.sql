-- What each unit, and the one above it, is called on which days. On days before its first name is known to hold, and on
-- those of the other era, a unit bears the nearest of its names.
--
-- grain:  one row per (edition, unit_code, first_day); the rows of a unit cover all days
-- after:  unit, unit_version
-- part:   province
-- as:     published

WITH called AS (
    SELECT
        unit_version.edition,
        unit_version.unit_code,
        unit_version.full_name,
        unit_version.sort_key,
        CASE
            WHEN row_number() OVER names > 1 THEN unit_version.valid_from
            ELSE DATE '0001-01-01'
        END AS first_day,
        coalesce(lead(unit_version.valid_from) OVER names - 1, DATE '9999-12-31') AS last_day
    FROM unit_version
    WINDOW
        names AS (
            PARTITION BY
                unit_version.edition,
                unit_version.unit_code
            ORDER BY unit_version.valid_from NULLS FIRST
        )
)

SELECT
    unit.edition,
    unit.unit_code,
    greatest(called.first_day, coalesce(above.first_day, called.first_day)) AS first_day,
    least(called.last_day, coalesce(above.last_day, called.last_day)) AS last_day,
    called.full_name AS unit_name,
    called.sort_key,
    above.full_name AS parent_name
FROM unit
INNER JOIN called
    ON
        unit.edition = called.edition
        AND unit.unit_code = called.unit_code
LEFT JOIN called AS above
    ON
        unit.edition = above.edition
        AND unit.parent_code = above.unit_code
        AND called.first_day <= above.last_day
        AND called.last_day >= above.first_day
ORDER BY
    unit.edition,
    unit.unit_code,
    first_day
