-- Administrative units of both editions, with the names folded for search and matching, and with their numbers padded
-- to four digits for sorting: Phường 2 comes before Phường 10.
--
-- grain:  one row per (edition, unit_code)

SELECT
    source_unit.edition,
    source_unit.unit_code,
    source_unit.grain,
    source_unit.kind,
    source_unit.name,
    source_unit.full_name,
    lower(strip_accents(replace(replace(source_unit.full_name, 'Đ', 'D'), 'đ', 'd'))) AS name_folded,
    regexp_replace(
        regexp_replace(source_unit.full_name, '(\d+)', '000\1', 'g'),
        '\d*(\d{4})', '\1', 'g'
    ) AS sort_name,
    source_unit.parent_code,
    source_unit.valid_from::DATE AS valid_from,
    source_unit.valid_to::DATE AS valid_to
FROM source_unit
ORDER BY
    source_unit.edition,
    source_unit.unit_code
