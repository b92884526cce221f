-- Every target of every unit within a parent that had begun by a day, whatever its level and stage.
-- A unit has one target by a deadline: of its own and an inherited one the greater.
--
-- grain:  one row per unit, issuer, level, stage and deadline
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  as_of              DATE           last day counted; later targets are left out
-- column: unit_code          VARCHAR
-- column: issuer             VARCHAR        ministry, province or district
-- column: level              VARCHAR        "1", "2" or "all"
-- column: stage              VARCHAR        stage that counts
-- column: start_date         DATE           first day of the target
-- column: deadline           DATE           last day of the target
-- column: value              BIGINT         accounts asked for
-- column: document           VARCHAR        by which they were; NULL where none is named, or several are

WITH asked AS (
    SELECT
        target.unit_code,
        target.issuer,
        target.level,
        target.stage,
        target.start_date,
        target.deadline,
        target.value,
        target.document
    FROM target
    WHERE target.edition = $edition::VARCHAR
    UNION ALL
    SELECT
        inherited_target.unit_code,
        inherited_target.issuer,
        inherited_target.level,
        inherited_target.stage,
        inherited_target.start_date,
        inherited_target.deadline,
        inherited_target.value,
        inherited_target.document
    FROM inherited_target
    WHERE
        inherited_target.edition = $edition::VARCHAR
        AND inherited_target.begun_on <= $as_of::DATE
)

SELECT
    asked.unit_code,
    asked.issuer,
    asked.level,
    asked.stage,
    min(asked.start_date) AS start_date,
    asked.deadline,
    max(asked.value) AS value,
    arg_max(asked.document, asked.value) AS document
FROM asked
INNER JOIN unit_ancestor
    ON
        unit_ancestor.edition = $edition::VARCHAR
        AND asked.unit_code = unit_ancestor.unit_code
WHERE
    unit_ancestor.ancestor_code = $parent::VARCHAR
    AND coalesce(asked.start_date, $as_of::DATE) <= $as_of::DATE
    AND asked.value > 0
GROUP BY
    asked.unit_code,
    asked.issuer,
    asked.level,
    asked.stage,
    asked.deadline
ORDER BY
    asked.unit_code,
    asked.issuer,
    asked.level,
    asked.stage,
    asked.deadline
