-- The nation, and the groups of its provinces: regions, as an office may make them.
--
-- grain:  one row per (edition, unit_code)
-- part:   nation
-- after:  unit

SELECT
    unit.edition,
    unit.unit_code
FROM unit
LEFT JOIN unit AS above
    ON
        unit.edition = above.edition
        AND unit.parent_code = above.unit_code
WHERE unit.grain = 'nation' OR (unit.kind = 'group' AND above.grain = 'nation')
