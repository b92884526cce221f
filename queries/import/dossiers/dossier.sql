-- The stages that dossiers came to. A dossier without its only time is asked for it; one without a stage's time has not
-- come to that stage.
--
-- grain:  one row per dossier and stage
-- after:  dossier_row, dossier_time
-- param:  origins   VARCHAR[]  the columns of times that the file has
-- column: row       BIGINT
-- column: wording   BIGINT
-- column: origin    VARCHAR  the column of the time
-- column: era       VARCHAR
-- column: day       BIGINT
-- column: hour_band VARCHAR

WITH stage AS (
    SELECT
        dossier_row.row,
        dossier_row.wording,
        dossier_row.has_unit,
        'date' AS origin,
        dossier_row.date AS written
    FROM dossier_row
    WHERE list_contains($origins::VARCHAR[], 'date')
    UNION ALL
    SELECT
        dossier_row.row,
        dossier_row.wording,
        dossier_row.has_unit,
        'collected_at' AS origin,
        dossier_row.collected_at AS written
    FROM dossier_row
    WHERE list_contains($origins::VARCHAR[], 'collected_at')
    UNION ALL
    SELECT
        dossier_row.row,
        dossier_row.wording,
        dossier_row.has_unit,
        'approved_at' AS origin,
        dossier_row.approved_at AS written
    FROM dossier_row
    WHERE list_contains($origins::VARCHAR[], 'approved_at')
    UNION ALL
    SELECT
        dossier_row.row,
        dossier_row.wording,
        dossier_row.has_unit,
        'activated_at' AS origin,
        dossier_row.activated_at AS written
    FROM dossier_row
    WHERE list_contains($origins::VARCHAR[], 'activated_at')
)

SELECT
    stage.row,
    stage.wording,
    stage.origin,
    dossier_time.era,
    dossier_time.day,
    dossier_time.hour_band
FROM stage
INNER JOIN dossier_time ON stage.written IS NOT DISTINCT FROM dossier_time.written
WHERE NOT dossier_time.is_blank OR (stage.origin = 'date' AND stage.has_unit)
