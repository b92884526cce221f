-- Every unit with each unit that holds it, itself included: "the communes of a province" is one join.
--
-- grain:  one row per (edition, unit_code, ancestor_code)
-- after:  unit

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
)

SELECT
    lineage.edition,
    lineage.unit_code,
    descendant.grain,
    lineage.ancestor_code,
    ancestor.grain AS ancestor_grain
FROM lineage
INNER JOIN unit AS descendant
    ON
        lineage.edition = descendant.edition
        AND lineage.unit_code = descendant.unit_code
INNER JOIN unit AS ancestor
    ON
        lineage.edition = ancestor.edition
        AND lineage.ancestor_code = ancestor.unit_code
ORDER BY
    lineage.edition,
    lineage.ancestor_code,
    lineage.unit_code
