-- How printed figures name their units, as it is matched with units.
--
-- grain:  one row per way of naming
-- column: id            BIGINT
-- column: edition       VARCHAR
-- column: code          VARCHAR  always NULL
-- column: name          VARCHAR
-- column: name_folded   VARCHAR
-- column: parent_folded VARCHAR
-- column: grain         VARCHAR
-- column: day           VARCHAR  the last turn of names before the row's day

SELECT
    naming.id,
    left(naming.era, 4) AS edition,
    NULL::VARCHAR AS code,
    printed_name(cell(naming.unit_printed)) AS name,
    folded(printed_name(cell(naming.unit_printed))) AS name_folded,
    folded(printed_parent(cell(naming.unit_printed))) AS parent_folded,
    read_level.value AS grain,
    substr(naming.era, 6) AS day
FROM naming
LEFT JOIN read_level ON naming.level = read_level.written
