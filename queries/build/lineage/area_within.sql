-- The units of an edition that have ground in an area of the edition before, and whether all of it lies there. A unit's
-- ground is that of the units of the last edition's last day that it was made of, in the reform and since.
--
-- grain:  one row per (edition, area_code, unit_code); the edition is the area's
-- after:  descent, unit, unit_ancestor, era
-- part:   province

WITH ground AS (
    SELECT DISTINCT
        descent.edition,
        descent.unit_code,
        descent.from_edition,
        descent.from_code
    FROM descent
    INNER JOIN era
        ON
            descent.from_edition = era.edition
            AND descent.last_day = era.last_day
    WHERE descent.edition <> descent.from_edition
),

spread AS (
    SELECT
        ground.edition,
        ground.unit_code,
        count(*) AS parts
    FROM ground
    GROUP BY
        ground.edition,
        ground.unit_code
)

SELECT
    unit_ancestor.edition,
    unit_ancestor.ancestor_code AS area_code,
    ground.unit_code,
    unit.grain,
    count(*) = max(spread.parts) AS is_inside
FROM ground
INNER JOIN spread
    ON
        ground.edition = spread.edition
        AND ground.unit_code = spread.unit_code
INNER JOIN unit
    ON
        ground.edition = unit.edition
        AND ground.unit_code = unit.unit_code
INNER JOIN unit_ancestor
    ON
        ground.from_edition = unit_ancestor.edition
        AND ground.from_code = unit_ancestor.unit_code
GROUP BY
    unit_ancestor.edition,
    unit_ancestor.ancestor_code,
    ground.unit_code,
    unit.grain
ORDER BY
    unit_ancestor.edition,
    area_code,
    ground.unit_code
