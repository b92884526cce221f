-- Whose reports an area's figure is made of, in either era: in its own as `own_contributor` says; before the reform, an
-- area of 2025 is made of the reports of the areas that it was; after it, an area of 2024 is made of those of the units
-- of 2025 that lie within it, where it can be told.
--
-- grain:  one row per (edition, era, level, area_code, unit_code)
-- after:  own_contributor, area_era, area_within, lineage, other_era_standing, unit_ancestor, area
-- part:   province

WITH before_reform AS (
    SELECT DISTINCT
        lineage.to_code AS area_code,
        own_contributor.level,
        own_contributor.unit_code,
        own_contributor.grain,
        own_contributor.communes
    FROM lineage
    INNER JOIN own_contributor
        ON
            own_contributor.edition = '2024'
            AND lineage.from_code = own_contributor.area_code
    WHERE lineage.grain <> 'commune'
),

carried AS (
    SELECT DISTINCT
        other_era_standing.edition,
        other_era_standing.unit_code,
        other_era_standing.level
    FROM other_era_standing
),

-- Communes, each for itself, and the groupings that are no former districts.
by_communes AS (
    SELECT
        carried.edition,
        unit_ancestor.ancestor_code AS area_code,
        carried.level,
        carried.unit_code
    FROM carried
    INNER JOIN unit_ancestor
        ON
            carried.edition = unit_ancestor.edition
            AND carried.unit_code = unit_ancestor.unit_code
    SEMI JOIN area_era
        ON
            carried.edition = area_era.edition
            AND unit_ancestor.ancestor_code = area_era.unit_code
            AND area_era.era <> area_era.edition
            AND area_era.source = area_era.edition
    WHERE carried.unit_code = unit_ancestor.ancestor_code OR carried.edition = '2025'
),

-- The provinces that an area of 2024 went into, whose reporters may lie within it.
province_after AS (
    SELECT
        former.unit_code AS area_code,
        lineage.to_code AS province_code
    FROM unit_ancestor AS former
    INNER JOIN lineage
        ON former.ancestor_code = lineage.from_code
    WHERE
        former.edition = '2024'
        AND (
            lineage.grain = 'province'
            OR former.unit_code = 'VN'
        )
),

after_reform AS (
    SELECT DISTINCT
        province_after.area_code,
        own_contributor.level,
        own_contributor.unit_code,
        own_contributor.grain,
        own_contributor.communes
    FROM province_after
    INNER JOIN own_contributor
        ON
            own_contributor.edition = '2025'
            AND province_after.province_code = own_contributor.area_code
    INNER JOIN area_within
        ON
            province_after.area_code = area_within.area_code
            AND own_contributor.unit_code = area_within.unit_code
            AND area_within.is_inside
    SEMI JOIN area_era
        ON
            area_era.edition = '2024'
            AND area_era.era = '2025'
            AND area_era.source = '2025'
            AND area_era.is_divisible
            AND province_after.area_code = area_era.unit_code
)

SELECT
    own_contributor.edition,
    own_contributor.edition AS era,
    own_contributor.edition AS source,
    own_contributor.level,
    own_contributor.area_code,
    own_contributor.unit_code,
    own_contributor.grain,
    own_contributor.communes
FROM own_contributor
UNION ALL
SELECT
    '2025' AS edition,
    '2024' AS era,
    '2024' AS source,
    before_reform.level,
    before_reform.area_code,
    before_reform.unit_code,
    before_reform.grain,
    before_reform.communes
FROM before_reform
UNION ALL
SELECT
    by_communes.edition,
    CASE by_communes.edition WHEN '2025' THEN '2024' ELSE '2025' END AS era,
    by_communes.edition AS source,
    by_communes.level,
    by_communes.area_code,
    by_communes.unit_code,
    'commune' AS grain,
    1 AS communes
FROM by_communes
UNION ALL
SELECT
    '2024' AS edition,
    '2025' AS era,
    '2025' AS source,
    after_reform.level,
    after_reform.area_code,
    after_reform.unit_code,
    after_reform.grain,
    after_reform.communes
FROM after_reform
ORDER BY
    edition,
    era,
    level,
    area_code,
    unit_code
