-- The eligible people of every unit within a parent, with the days on which they hold.
--
-- grain:  one row per unit and first day
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- column: unit_code          VARCHAR
-- column: first_day          DATE
-- column: last_day           DATE
-- column: eligible           BIGINT         people

SELECT
    in_force.unit_code,
    in_force.first_day,
    in_force.last_day,
    max(in_force.value)::BIGINT AS eligible
FROM in_force
INNER JOIN unit_ancestor
    ON
        in_force.edition = unit_ancestor.edition
        AND in_force.unit_code = unit_ancestor.unit_code
WHERE
    in_force.edition = $edition::VARCHAR
    AND in_force.base = 'eligible'
    AND unit_ancestor.ancestor_code = $parent::VARCHAR
GROUP BY
    in_force.unit_code,
    in_force.first_day,
    in_force.last_day
ORDER BY
    in_force.unit_code,
    in_force.first_day
