-- What each unit was called when: one row for most, more for those that became a ward, a city, or another name.
-- The first name is that of the list of units, unless an older one is known. For sorting, numbers are padded to four
-- digits: Phường 2 comes before Phường 10.
--
-- grain:  one row per (edition, unit_code, valid_from)
-- after:  unit
-- part:   province

WITH called AS (
    SELECT
        unit.edition,
        unit.unit_code,
        coalesce(source_unit_change.effective_on::DATE, unit.valid_from) AS valid_from,
        source_unit_change.kind,
        source_unit_change.full_name
    FROM source_unit_change
    INNER JOIN unit
        ON
            source_unit_change.edition = unit.edition
            AND source_unit_change.unit_code = unit.unit_code
),

listed AS (
    SELECT
        unit.edition,
        unit.unit_code,
        unit.valid_from,
        coalesce(source_unit.kind, unit.kind) AS kind,
        coalesce(source_unit.full_name, unit.full_name) AS full_name
    FROM unit
    LEFT JOIN source_unit
        ON
            unit.edition = source_unit.edition
            AND unit.unit_code = source_unit.unit_code
    ANTI JOIN called
        ON
            unit.edition = called.edition
            AND unit.unit_code = called.unit_code
            AND unit.valid_from IS NOT DISTINCT FROM called.valid_from
),

every_name AS (
    SELECT called.*
    FROM called
    UNION ALL BY NAME
    SELECT listed.*
    FROM listed
)

SELECT
    every_name.edition,
    every_name.unit_code,
    every_name.valid_from,
    coalesce(
        lead(every_name.valid_from) OVER (
            PARTITION BY
                every_name.edition,
                every_name.unit_code
            ORDER BY every_name.valid_from NULLS FIRST
        ) - 1,
        unit.valid_to
    ) AS valid_to,
    every_name.kind,
    every_name.full_name,
    -- The key of Vietnamese order, made once: questions need not collate.
    icu_collate_vi(
        regexp_replace(
            regexp_replace(every_name.full_name, '(\d+)', '000\1', 'g'),
            '\d*(\d{4})', '\1', 'g'
        )
    ) AS sort_key
FROM every_name
INNER JOIN unit
    ON
        every_name.edition = unit.edition
        AND every_name.unit_code = unit.unit_code
ORDER BY
    every_name.edition,
    every_name.unit_code,
    every_name.valid_from NULLS FIRST
