-- Every unit with each unit that holds it, itself included: "the communes of a province" is one join.
-- A group holds its members and all within them, and is held by what its parent is; it stands above no other unit, so
-- that the way from a commune to its province is the same with groups or without.
--
-- grain:  one row per (edition, unit_code, ancestor_code)
-- after:  unit, membership
-- part:   province
-- as:     published

WITH RECURSIVE lineage AS (
    SELECT
        unit.edition,
        unit.unit_code,
        unit.unit_code AS ancestor_code
    FROM unit
    UNION ALL
    SELECT
        lineage.edition,
        lineage.unit_code,
        unit.parent_code AS ancestor_code
    FROM lineage
    INNER JOIN unit
        ON
            lineage.edition = unit.edition
            AND lineage.ancestor_code = unit.unit_code
    WHERE unit.parent_code IS NOT NULL
),

held AS (
    SELECT lineage.*
    FROM lineage
    UNION
    SELECT
        lineage.edition,
        lineage.unit_code,
        membership.group_code AS ancestor_code
    FROM lineage
    INNER JOIN membership
        ON
            lineage.edition = membership.edition
            AND lineage.ancestor_code = membership.unit_code
    INNER JOIN unit
        ON
            lineage.edition = unit.edition
            AND lineage.unit_code = unit.unit_code
    -- A group within a province that is a member of a region is its own unit, not one of the region's.
    WHERE unit.kind <> 'group'
)

SELECT
    held.edition,
    held.unit_code,
    descendant.grain,
    held.ancestor_code,
    ancestor.grain AS ancestor_grain
FROM held
INNER JOIN unit AS descendant
    ON
        held.edition = descendant.edition
        AND held.unit_code = descendant.unit_code
INNER JOIN unit AS ancestor
    ON
        held.edition = ancestor.edition
        AND held.ancestor_code = ancestor.unit_code
ORDER BY
    held.edition,
    held.ancestor_code,
    held.unit_code
