-- The ways in which dossiers name a unit, as they are matched with units.
--
-- grain:  one row per way of naming and era
-- after:  dossier_wording, wording_used, vocabulary
-- column: unit_code     VARCHAR  as written, like the next two
-- column: unit_name     VARCHAR
-- column: parent_name   VARCHAR
-- column: era           VARCHAR
-- column: edition       VARCHAR  as written
-- column: edition_meant VARCHAR
-- column: code          VARCHAR
-- column: name          VARCHAR
-- column: name_folded   VARCHAR
-- column: parent_folded VARCHAR
-- column: grain         VARCHAR  always NULL
-- column: day           VARCHAR  the last turn of names before the dossiers' day

WITH written AS (
    SELECT DISTINCT
        dossier_wording.unit_code,
        dossier_wording.unit_name,
        dossier_wording.parent_name,
        wording_used.era,
        dossier_wording.edition
    FROM wording_used
    INNER JOIN dossier_wording ON wording_used.wording = dossier_wording.wording
)

SELECT
    written.unit_code,
    written.unit_name,
    written.parent_name,
    written.era,
    written.edition,
    coalesce(
        (
            SELECT any_value(vocabulary.canonical)
            FROM vocabulary
            WHERE vocabulary.field = 'edition' AND vocabulary.key = word_key(written.edition)
        ),
        left(written.era, 4)
    ) AS edition_meant,
    cell(written.unit_code) AS code,
    cell(written.unit_name) AS name,
    folded(cell(written.unit_name)) AS name_folded,
    folded(cell(written.parent_name)) AS parent_folded,
    NULL::VARCHAR AS grain,
    substr(written.era, 6) AS day
FROM written
