-- How the rows of an export name their units, as it is matched with units.
--
-- grain:  one row per way of naming
-- after:  meaning
-- column: id            BIGINT
-- column: edition       VARCHAR
-- column: code          VARCHAR
-- column: name          VARCHAR
-- column: name_folded   VARCHAR
-- column: parent_folded VARCHAR
-- column: grain         VARCHAR  always NULL
-- column: day           VARCHAR  the last turn of names before the row's day

SELECT
    naming.id,
    CASE
        WHEN cell(naming.edition) IS NULL THEN left(naming.era, 4)
        ELSE meaning.canonical
    END AS edition,
    cell(naming.unit_code) AS code,
    cell(naming.unit_name) AS name,
    folded(cell(naming.unit_name)) AS name_folded,
    folded(cell(naming.parent_name)) AS parent_folded,
    NULL::VARCHAR AS grain,
    substr(naming.era, 6) AS day
FROM naming
LEFT JOIN meaning
    ON meaning.field = 'edition' AND word_key(naming.edition) = meaning.key
