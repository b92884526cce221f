-- The groups of units, carried and the operator's own, with their members.
--
-- grain:  one row per group of an edition
-- column: edition     VARCHAR
-- column: group_code  VARCHAR
-- column: full_name   VARCHAR
-- column: name_folded VARCHAR
-- column: full_folded VARCHAR
-- column: members     VARCHAR[]  codes of its units

SELECT
    source_grouping.edition,
    source_grouping.group_code,
    source_grouping.full_name,
    folded(source_grouping.name) AS name_folded,
    folded(source_grouping.full_name) AS full_folded,
    list(source_grouping.unit_code ORDER BY source_grouping.unit_code) AS members
FROM source_grouping
GROUP BY
    source_grouping.edition,
    source_grouping.group_code,
    source_grouping.full_name,
    folded(source_grouping.name),
    folded(source_grouping.full_name)
ORDER BY source_grouping.edition, source_grouping.group_code
