-- Administrative units of both editions under their newest names (those of a day are in area_name), folded for search.
-- Groups of units have the kind "group" and the name of their grouping as grain: whatever asks for communes or
-- provinces does not see them.
-- Of units that ended while their edition went on, the carried ones are here only where a batch reports them.
--
-- grain:  one row per (edition, unit_code)
-- part:   province
-- as:     published

WITH reported AS (
    SELECT
        received_summary.edition,
        received_summary.unit_code
    FROM received_summary
    SEMI JOIN source_unit_ended
        ON received_summary.unit_code = source_unit_ended.unit_code
    UNION
    SELECT
        received_detailed.edition,
        received_detailed.unit_code
    FROM received_detailed
    SEMI JOIN source_unit_ended
        ON received_detailed.unit_code = source_unit_ended.unit_code
    UNION
    SELECT
        received_target.edition,
        received_target.unit_code
    FROM received_target
    UNION
    SELECT
        received_population_base.edition,
        received_population_base.unit_code
    FROM received_population_base
),

listed AS (
    SELECT source_unit.*
    FROM source_unit
    UNION ALL BY NAME
    SELECT source_unit_ended.*
    FROM source_unit_ended
    SEMI JOIN reported
        ON
            source_unit_ended.edition = reported.edition
            AND source_unit_ended.unit_code = reported.unit_code
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
