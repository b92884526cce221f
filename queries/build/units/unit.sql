-- Administrative units of both editions under their newest names (those of a day are in area_name), folded for search.
-- Groups of units have the kind "group" and the name of their grouping as grain: whatever asks for communes or
-- provinces does not see them.
-- Of units that ended while their edition went on, the carried ones are here only where a batch tells of them.
--
-- grain:  one row per (edition, unit_code)
-- part:   province

WITH told AS (
    SELECT
        told_summary.edition,
        told_summary.unit_code
    FROM told_summary
    SEMI JOIN source_unit_ended
        ON told_summary.unit_code = source_unit_ended.unit_code
    UNION
    SELECT
        told_detailed.edition,
        told_detailed.unit_code
    FROM told_detailed
    SEMI JOIN source_unit_ended
        ON told_detailed.unit_code = source_unit_ended.unit_code
    UNION
    SELECT
        told_target.edition,
        told_target.unit_code
    FROM told_target
    UNION
    SELECT
        told_population_base.edition,
        told_population_base.unit_code
    FROM told_population_base
),

listed AS (
    SELECT source_unit.*
    FROM source_unit
    UNION ALL BY NAME
    SELECT source_unit_ended.*
    FROM source_unit_ended
    SEMI JOIN told
        ON
            source_unit_ended.edition = told.edition
            AND source_unit_ended.unit_code = told.unit_code
),

newest_name AS (
    SELECT
        source_unit_change.edition,
        source_unit_change.unit_code,
        source_unit_change.kind,
        source_unit_change.name,
        source_unit_change.full_name
    FROM source_unit_change
    QUALIFY row_number() OVER (
        PARTITION BY
            source_unit_change.edition,
            source_unit_change.unit_code
        ORDER BY source_unit_change.effective_on::DATE DESC NULLS LAST
    ) = 1
),

named AS (
    SELECT
        listed.edition,
        listed.unit_code,
        listed.grain,
        coalesce(newest_name.kind, listed.kind) AS kind,
        coalesce(newest_name.name, listed.name) AS name,
        coalesce(newest_name.full_name, listed.full_name) AS full_name,
        listed.parent_code,
        listed.valid_from::DATE AS valid_from,
        listed.valid_to::DATE AS valid_to
    FROM listed
    LEFT JOIN newest_name
        ON
            listed.edition = newest_name.edition
            AND listed.unit_code = newest_name.unit_code
    UNION ALL
    SELECT DISTINCT
        source_grouping.edition,
        source_grouping.group_code AS unit_code,
        source_grouping.grouping AS grain,
        'group' AS kind,
        source_grouping.name,
        source_grouping.full_name,
        source_grouping.parent_code,
        nation.valid_from::DATE AS valid_from,
        nation.valid_to::DATE AS valid_to
    FROM source_grouping
    -- A group stands as long as its edition does.
    INNER JOIN source_unit AS nation
        ON
            source_grouping.edition = nation.edition
            AND nation.grain = 'nation'
)

SELECT
    named.edition,
    named.unit_code,
    named.grain,
    named.kind,
    named.name,
    named.full_name,
    lower(strip_accents(replace(replace(named.full_name, 'Đ', 'D'), 'đ', 'd'))) AS name_folded,
    named.parent_code,
    named.valid_from,
    named.valid_to
FROM named
ORDER BY
    named.edition,
    named.unit_code
