-- Whose reports an area's figure is made of: its own where it reports as a whole, else those of the units within it,
-- each person counted once (a district that reports as a whole stands for its communes).
--
-- grain:  one row per (edition, level, area_code, unit_code)
-- after:  standing, unit_ancestor

WITH reporter AS (
    SELECT DISTINCT
        standing.edition,
        standing.level,
        standing.unit_code
    FROM standing
),

pair AS (
    SELECT
        reporter.edition,
        reporter.level,
        reporter.unit_code,
        unit_ancestor.grain,
        unit_ancestor.ancestor_code AS area_code
    FROM reporter
    INNER JOIN unit_ancestor
        ON
            reporter.edition = unit_ancestor.edition
            AND reporter.unit_code = unit_ancestor.unit_code
)

SELECT
    pair.edition,
    pair.level,
    pair.area_code,
    pair.unit_code,
    pair.grain
FROM pair
-- A unit is left out where another reporter stands between it and the area, or is the area.
WHERE
    NOT EXISTS (
        SELECT 1
        FROM pair AS between_them
        INNER JOIN unit_ancestor
            ON
                between_them.edition = unit_ancestor.edition
                AND between_them.unit_code = unit_ancestor.ancestor_code
        WHERE
            between_them.edition = pair.edition
            AND between_them.level = pair.level
            AND between_them.area_code = pair.area_code
            AND between_them.unit_code <> pair.unit_code
            AND unit_ancestor.unit_code = pair.unit_code
    )
ORDER BY
    pair.edition,
    pair.level,
    pair.area_code,
    pair.unit_code
