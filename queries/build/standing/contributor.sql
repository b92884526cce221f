-- Whose reports an area's figure is made of, in either era: in its own as `own_contributor` states; before the reform,
-- an area of the new edition is made of the reports of the areas that it was; after it, an area of the old edition is
-- made of those of the new units that lie within it, where that is known.
--
-- grain:  one row per (edition, era, level, area_code, unit_code)
-- after:  own_contributor, area_era, area_within, lineage, other_era_standing, unit_ancestor
-- part:   province
-- across: members
-- as:     published

WITH before_reform AS (
    SELECT DISTINCT
        lineage.edition,
        lineage.from_edition AS era,
        lineage.to_code AS area_code,
        own_contributor.level,
        own_contributor.unit_code,
        own_contributor.grain,
        own_contributor.communes
    FROM lineage
    INNER JOIN own_contributor
        ON
            lineage.from_edition = own_contributor.edition
            AND lineage.from_code = own_contributor.area_code
    WHERE lineage.grain <> 'commune'
),

recast AS (
    SELECT DISTINCT
        other_era_standing.edition,
        other_era_standing.unit_code,
        other_era_standing.level
    FROM other_era_standing
),

made_of_own AS (
    SELECT DISTINCT
        area_era.edition,
        area_era.unit_code,
        area_era.era
    FROM area_era
    WHERE
        area_era.era <> area_era.edition
        AND area_era.source = area_era.edition
),

-- Communes, each for itself, and the groupings that are no former districts.
by_communes AS (
    SELECT
        recast.edition,
        made_of_own.era,
        unit_ancestor.ancestor_code AS area_code,
        recast.level,
        recast.unit_code
    FROM recast
    INNER JOIN unit_ancestor
        ON
            recast.edition = unit_ancestor.edition
            AND recast.unit_code = unit_ancestor.unit_code
    INNER JOIN made_of_own
        ON
            recast.edition = made_of_own.edition
            AND unit_ancestor.ancestor_code = made_of_own.unit_code
),

-- The provinces that an area went into, whose reporters may lie within it.
province_after AS (
    SELECT
        former.edition,
        former.unit_code AS area_code,
        lineage.edition AS era,
        lineage.to_code AS province_code
    FROM unit_ancestor AS former
    INNER JOIN lineage
        ON
            former.edition = lineage.from_edition
            AND former.ancestor_code = lineage.from_code
    WHERE
        lineage.grain = 'province'
        OR former.unit_code = 'VN'
),

after_reform AS (
    SELECT DISTINCT
        province_after.edition,
        province_after.era,
        province_after.area_code,
        own_contributor.level,
        own_contributor.unit_code,
        own_contributor.grain,
        own_contributor.communes
    FROM province_after
    INNER JOIN own_contributor
        ON
            province_after.era = own_contributor.edition
            AND province_after.province_code = own_contributor.area_code
    INNER JOIN area_within
        ON
            province_after.edition = area_within.edition
            AND province_after.area_code = area_within.area_code
            AND own_contributor.unit_code = area_within.unit_code
            AND area_within.is_inside
    SEMI JOIN area_era
        ON
            province_after.edition = area_era.edition
            AND province_after.era = area_era.era
            AND province_after.area_code = area_era.unit_code
            AND area_era.source = area_era.era
            AND area_era.is_divisible
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
    before_reform.edition,
    before_reform.era,
    before_reform.era AS source,
    before_reform.level,
    before_reform.area_code,
    before_reform.unit_code,
    before_reform.grain,
    before_reform.communes
FROM before_reform
UNION ALL
SELECT
    by_communes.edition,
    by_communes.era,
    by_communes.edition AS source,
    by_communes.level,
    by_communes.area_code,
    by_communes.unit_code,
    'commune' AS grain,
    1 AS communes
FROM by_communes
UNION ALL
SELECT
    after_reform.edition,
    after_reform.era,
    after_reform.era AS source,
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
