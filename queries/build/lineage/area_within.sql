-- The units of 2025 that have ground in an area of 2024, and whether all of it lies there.
--
-- grain:  one row per (area_code, unit_code)
-- after:  ground, unit_ancestor

WITH spread AS (
    SELECT
        ground.unit_code,
        count(*) AS parts
    FROM ground
    GROUP BY ground.unit_code
)

SELECT
    unit_ancestor.ancestor_code AS area_code,
    ground.unit_code,
    ground.grain,
    count(*) = max(spread.parts) AS is_inside
FROM ground
INNER JOIN spread
    ON ground.unit_code = spread.unit_code
INNER JOIN unit_ancestor
    ON
        unit_ancestor.edition = '2024'
        AND ground.from_code = unit_ancestor.unit_code
GROUP BY
    unit_ancestor.ancestor_code,
    ground.unit_code,
    ground.grain
ORDER BY
    area_code,
    ground.unit_code
