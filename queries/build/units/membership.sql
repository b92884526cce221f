-- Which group of each grouping a unit was put into; one that straddles several, by the majority of its area.
--
-- grain:  one row per (edition, grouping, unit_code)
-- part:   province

SELECT
    source_grouping.edition,
    source_grouping.grouping,
    source_grouping.group_code,
    source_grouping.unit_code,
    coalesce(source_grouping.is_majority = 'true', FALSE) AS is_majority,
    coalesce(source_grouping.share::DOUBLE, 1) AS share
FROM source_grouping
WHERE source_grouping.unit_code IS NOT NULL
ORDER BY
    source_grouping.edition,
    source_grouping.grouping,
    source_grouping.group_code,
    source_grouping.unit_code
