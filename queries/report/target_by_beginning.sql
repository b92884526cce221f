-- Every target of every unit within a parent, whatever its level and stage, with the day from which it counts.
-- A unit has one target by a deadline: of all that have begun the greatest.
--
-- grain:  one row per unit, issuer, level, stage, deadline and first day
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- column: unit_code          VARCHAR
-- column: issuer             VARCHAR        ministry, province or district
-- column: level              VARCHAR        "1", "2" or "all"
-- column: stage              VARCHAR        stage that counts
-- column: deadline           DATE           last day of the target
-- column: begun_on           DATE           first day on which it counts; NULL where it always did
-- column: value              BIGINT         accounts asked for

WITH asked AS (
    SELECT
        target.unit_code,
        target.issuer,
        target.level,
        target.stage,
        target.deadline,
        target.start_date AS begun_on,
        target.value
    FROM target
    WHERE target.edition = $edition::VARCHAR
    UNION ALL
    SELECT
        inherited_target.unit_code,
        inherited_target.issuer,
        inherited_target.level,
        inherited_target.stage,
        inherited_target.deadline,
        greatest(
            inherited_target.begun_on,
            coalesce(inherited_target.start_date, inherited_target.begun_on)
        ) AS begun_on,
        inherited_target.value
    FROM inherited_target
    WHERE inherited_target.edition = $edition::VARCHAR
)

SELECT
    asked.unit_code,
    asked.issuer,
    asked.level,
    asked.stage,
    asked.deadline,
    nullif(asked.begun_on, DATE '0001-01-01') AS begun_on,
    max(asked.value) AS value
FROM asked
INNER JOIN unit_ancestor
    ON
        unit_ancestor.edition = $edition::VARCHAR
        AND asked.unit_code = unit_ancestor.unit_code
WHERE
    unit_ancestor.ancestor_code = $parent::VARCHAR
    AND asked.value > 0
GROUP BY
    asked.unit_code,
    asked.issuer,
    asked.level,
    asked.stage,
    asked.deadline,
    asked.begun_on
ORDER BY
    asked.unit_code,
    asked.issuer,
    asked.level,
    asked.stage,
    asked.deadline,
    asked.begun_on
