-- Of which other units a unit is made where it does not send itself, and how much of each. Before the reform a unit of
-- the new edition is made of what became it. After it a commune of the old edition is what it became whole and alone,
-- and a larger one the communes within it, where none lies across its border. A group is made of its communes.
--
-- grain:  one row per (edition, unit_code, from_edition, from_code)
-- after:  unit, unit_ancestor, lineage, area_within, era
-- part:   province

SELECT
    lineage.edition,
    lineage.to_code AS unit_code,
    lineage.from_edition,
    lineage.from_code,
    lineage.millionths
FROM lineage
WHERE lineage.last_day IS NULL
UNION ALL
SELECT
    lineage.from_edition AS edition,
    lineage.from_code AS unit_code,
    lineage.edition AS from_edition,
    lineage.to_code AS from_code,
    1000000 AS millionths
FROM lineage
WHERE
    lineage.is_alone AND lineage.grain = 'commune'
    OR lineage.grain = 'nation'
UNION ALL
SELECT
    area_within.edition,
    area_within.area_code AS unit_code,
    era.edition_after AS from_edition,
    area_within.unit_code AS from_code,
    1000000 AS millionths
FROM area_within
INNER JOIN era
    ON area_within.edition = era.edition
INNER JOIN unit
    ON
        area_within.edition = unit.edition
        AND area_within.area_code = unit.unit_code
        AND unit.grain IN ('district', 'province')
        AND unit.kind <> 'group'
WHERE area_within.grain = 'commune'
QUALIFY bool_and(area_within.is_inside) OVER (PARTITION BY area_within.edition, area_within.area_code)
UNION ALL
SELECT
    unit_ancestor.edition,
    unit_ancestor.ancestor_code AS unit_code,
    unit_ancestor.edition AS from_edition,
    unit_ancestor.unit_code AS from_code,
    1000000 AS millionths
FROM unit_ancestor
INNER JOIN unit
    ON
        unit_ancestor.edition = unit.edition
        AND unit_ancestor.ancestor_code = unit.unit_code
        AND unit.kind = 'group'
WHERE unit_ancestor.grain = 'commune'
