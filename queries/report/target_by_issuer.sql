-- Every target of one unit, its own or summed over its communes, with where the unit stood when each began.
-- To plan this takes longer than to answer it, so several units and levels can be asked for at once: lists, separated
-- by commas.
--
-- grain:  one row per unit and level of the lists, issuer, stage and deadline
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  level              VARCHAR        "1", "2" or "all"
-- column: issuer             VARCHAR        ministry, province or district
-- column: stage              VARCHAR        stage that counts
-- column: start_date         DATE           first day of the target
-- column: deadline           DATE           last day of the target
-- column: value              BIGINT         accounts asked for
-- column: communes           BIGINT         communes summed; 0 where the target is the unit's own
-- column: document           VARCHAR        the paper that sets it
-- column: phase              VARCHAR        phase of the campaign
-- column: started_at         BIGINT         cumulative count of the stage on the first day; NULL without, or hidden
-- column: is_inherited       BOOLEAN        set for the units that this one was made of
-- column: unit_code          VARCHAR        of the unit that was asked for
-- column: level              VARCHAR

WITH listed AS (
    SELECT unnest(string_split($unit::VARCHAR, ',')) AS unit_code
),

asked AS (
    SELECT
        target.unit_code,
        target.issuer,
        target.level,
        target.stage,
        target.start_date,
        target.deadline,
        target.value,
        target.document,
        target.phase,
        FALSE AS is_inherited,
        FALSE AS is_of_unit_alone
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
        inherited_target.document,
        inherited_target.phase,
        TRUE AS is_inherited,
        -- What was taken over later than in the reform is still there as it was set; only the unit itself has the sum.
        inherited_target.begun_on <> DATE '0001-01-01' AS is_of_unit_alone
    FROM inherited_target
    WHERE inherited_target.edition = $edition::VARCHAR
),

within AS (
    SELECT
        asked.*,
        listed.unit_code AS area_code,
        asked.unit_code = listed.unit_code AS is_own
    FROM asked
    INNER JOIN unit_ancestor
        ON
            unit_ancestor.edition = $edition::VARCHAR
            AND asked.unit_code = unit_ancestor.unit_code
    INNER JOIN listed
        ON unit_ancestor.ancestor_code = listed.unit_code
    WHERE
        list_contains(string_split($level::VARCHAR, ','), asked.level)
        AND (
            asked.unit_code = listed.unit_code
            OR (unit_ancestor.grain = 'commune' AND NOT asked.is_of_unit_alone)
        )
),

-- A unit has one target by a deadline: of its own and of one that it inherited, which may end on the same day, the
-- greater one, with its paper.
by_unit AS (
    SELECT
        within.area_code,
        within.unit_code,
        within.is_own,
        within.issuer,
        within.level,
        within.stage,
        within.deadline,
        min(within.start_date) AS start_date,
        max(within.value) AS value,
        bool_or(within.is_inherited) AS is_inherited,
        arg_max(within.document, (within.value, within.document)) AS document,
        arg_max(within.phase, (within.value, within.document)) AS phase
    FROM within
    GROUP BY
        within.area_code,
        within.unit_code,
        within.is_own,
        within.issuer,
        within.level,
        within.stage,
        within.deadline
),

summed AS (
    SELECT
        by_unit.area_code,
        by_unit.issuer,
        by_unit.level,
        by_unit.stage,
        by_unit.deadline,
        coalesce(min(by_unit.start_date) FILTER (WHERE by_unit.is_own), min(by_unit.start_date)) AS start_date,
        coalesce(max(by_unit.value) FILTER (WHERE by_unit.is_own), sum(by_unit.value))::BIGINT AS value,
        CASE WHEN bool_or(by_unit.is_own) THEN 0 ELSE count(*) END AS communes,
        bool_or(by_unit.is_inherited) AS is_inherited,
        arg_max(by_unit.document, (by_unit.is_own, by_unit.value, by_unit.document)) AS document,
        arg_max(by_unit.phase, (by_unit.is_own, by_unit.value, by_unit.document)) AS phase
    FROM by_unit
    GROUP BY
        by_unit.area_code,
        by_unit.issuer,
        by_unit.level,
        by_unit.stage,
        by_unit.deadline
)

SELECT
    summed.issuer,
    summed.stage,
    summed.start_date,
    summed.deadline,
    summed.value,
    summed.communes,
    summed.document,
    summed.phase,
    area_standing.count AS started_at,
    summed.is_inherited,
    summed.area_code AS unit_code,
    summed.level
FROM summed
LEFT JOIN area_standing
    ON
        area_standing.edition = $edition::VARCHAR
        AND summed.area_code = area_standing.unit_code
        AND summed.level = area_standing.level
        AND summed.stage = area_standing.stage
        AND summed.start_date = area_standing.date
ORDER BY
    summed.area_code,
    summed.level,
    summed.issuer,
    summed.stage,
    summed.deadline
