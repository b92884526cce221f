-- The units whose reports the areas within a parent are made of, with their provinces.
--
-- grain:  one row per area and reporting unit that it is made of; a unit that reports itself is made of itself
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  level              VARCHAR        "1", "2" or "all"
-- column: area_code          VARCHAR
-- column: unit_code          VARCHAR        unit that reports
-- column: province_code      VARCHAR        its province; its own code where it is larger

WITH pair AS (
    SELECT DISTINCT
        contributor.area_code,
        contributor.unit_code
    FROM contributor
    INNER JOIN unit_ancestor
        ON
            contributor.edition = unit_ancestor.edition
            AND contributor.area_code = unit_ancestor.unit_code
    WHERE
        contributor.edition = $edition::VARCHAR
        AND contributor.source = contributor.edition
        AND contributor.level = $level::VARCHAR
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
),

province AS (
    SELECT
        unit_ancestor.unit_code,
        unit_ancestor.ancestor_code AS province_code
    FROM unit_ancestor
    WHERE
        unit_ancestor.edition = $edition::VARCHAR
        AND unit_ancestor.ancestor_grain = 'province'
)

SELECT
    pair.area_code,
    pair.unit_code,
    coalesce(province.province_code, pair.unit_code) AS province_code
FROM pair
LEFT JOIN province
    ON pair.unit_code = province.unit_code
ORDER BY
    pair.area_code,
    pair.unit_code
