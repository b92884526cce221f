-- The communes that an area's figures are made of in either era, if they report: in its own era those that it holds, in
-- the other one as `area_era` says; with the days on which each exists.
--
-- grain:  one row per (edition, area_code, era, source, unit_code); source is the edition of the commune
-- after:  area, era, unit, unit_ancestor, lineage, area_within
-- part:   province

WITH commune AS (
    SELECT
        unit.edition,
        unit.unit_code,
        coalesce(unit.valid_from, DATE '0001-01-01') AS first_day,
        coalesce(unit.valid_to, DATE '9999-12-31') AS last_day
    FROM unit
    WHERE unit.grain = 'commune'
)

SELECT
    unit_ancestor.edition,
    unit_ancestor.ancestor_code AS area_code,
    unit_ancestor.edition AS era,
    commune.edition AS source,
    commune.unit_code,
    commune.first_day,
    commune.last_day
FROM unit_ancestor
INNER JOIN commune
    ON
        unit_ancestor.edition = commune.edition
        AND unit_ancestor.unit_code = commune.unit_code
UNION ALL
-- Before the reform, the communes of what an official area was.
SELECT
    lineage.edition,
    lineage.to_code AS area_code,
    lineage.from_edition AS era,
    commune.edition AS source,
    commune.unit_code,
    commune.first_day,
    commune.last_day
FROM lineage
INNER JOIN unit_ancestor
    ON
        lineage.from_edition = unit_ancestor.edition
        AND lineage.from_code = unit_ancestor.ancestor_code
INNER JOIN commune
    ON
        unit_ancestor.edition = commune.edition
        AND unit_ancestor.unit_code = commune.unit_code
WHERE lineage.grain <> 'commune'
UNION ALL
-- Of any other, those that it held on the first day after.
SELECT
    unit_ancestor.edition,
    unit_ancestor.ancestor_code AS area_code,
    era.edition_before AS era,
    commune.edition AS source,
    commune.unit_code,
    DATE '0001-01-01' AS first_day,
    DATE '9999-12-31' AS last_day
FROM unit_ancestor
INNER JOIN commune
    ON
        unit_ancestor.edition = commune.edition
        AND unit_ancestor.unit_code = commune.unit_code
INNER JOIN era
    ON
        unit_ancestor.edition = era.edition
        AND era.first_day BETWEEN commune.first_day AND commune.last_day
ANTI JOIN lineage
    ON
        lineage.grain <> 'commune'
        AND unit_ancestor.edition = lineage.edition
        AND unit_ancestor.ancestor_code = lineage.to_code
WHERE era.edition_before IS NOT NULL
UNION ALL
SELECT
    area_within.edition,
    area_within.area_code,
    era.edition_after AS era,
    commune.edition AS source,
    commune.unit_code,
    commune.first_day,
    commune.last_day
FROM area_within
INNER JOIN era
    ON area_within.edition = era.edition
INNER JOIN commune
    ON
        era.edition_after = commune.edition
        AND area_within.unit_code = commune.unit_code
INNER JOIN area
    ON
        area_within.edition = area.edition
        AND area_within.area_code = area.unit_code
WHERE
    area_within.is_inside
    AND area_within.grain = 'commune'
    AND area.grain <> 'commune'
UNION ALL
SELECT
    area.edition,
    area.unit_code AS area_code,
    era.edition_after AS era,
    area.edition AS source,
    area.unit_code,
    DATE '0001-01-01' AS first_day,
    DATE '9999-12-31' AS last_day
FROM area
INNER JOIN era
    ON area.edition = era.edition
WHERE
    era.edition_after IS NOT NULL
    AND area.grain = 'commune'
