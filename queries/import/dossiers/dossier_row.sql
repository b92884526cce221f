-- The dossiers: each its row, the number of its wording, and its times as they are written.
--
-- grain:  one row per dossier
-- after:  dossier_wording
-- column: row          BIGINT   its row in `raw`
-- column: wording      BIGINT
-- column: has_unit     BOOLEAN
-- column: date         VARCHAR
-- column: collected_at VARCHAR
-- column: approved_at  VARCHAR
-- column: activated_at VARCHAR

SELECT
    dossier_cell.row,
    dossier_wording.wording,
    dossier_wording.has_unit,
    dossier_cell.date,
    dossier_cell.collected_at,
    dossier_cell.approved_at,
    dossier_cell.activated_at
FROM dossier_cell
INNER JOIN dossier_wording
    ON
        dossier_cell.edition IS NOT DISTINCT FROM dossier_wording.edition
        AND dossier_cell.unit_code IS NOT DISTINCT FROM dossier_wording.unit_code
        AND dossier_cell.unit_name IS NOT DISTINCT FROM dossier_wording.unit_name
        AND dossier_cell.parent_name IS NOT DISTINCT FROM dossier_wording.parent_name
        AND dossier_cell.level IS NOT DISTINCT FROM dossier_wording.level
        AND dossier_cell.stage IS NOT DISTINCT FROM dossier_wording.stage
        AND dossier_cell.channel IS NOT DISTINCT FROM dossier_wording.channel
        AND dossier_cell.team_code IS NOT DISTINCT FROM dossier_wording.team_code
        AND dossier_cell.hour_band IS NOT DISTINCT FROM dossier_wording.hour_band
