-- The ways in which dossiers write their unit and their work: each distinct one is read once.
--
-- grain:  one row per wording
-- column: wording     BIGINT   its number
-- column: edition     VARCHAR
-- column: unit_code   VARCHAR
-- column: unit_name   VARCHAR
-- column: parent_name VARCHAR
-- column: level       VARCHAR
-- column: stage       VARCHAR
-- column: channel     VARCHAR
-- column: team_code   VARCHAR
-- column: hour_band   VARCHAR
-- column: has_unit    BOOLEAN  whether it names a unit

WITH written AS (
    SELECT DISTINCT
        dossier_cell.edition,
        dossier_cell.unit_code,
        dossier_cell.unit_name,
        dossier_cell.parent_name,
        dossier_cell.level,
        dossier_cell.stage,
        dossier_cell.channel,
        dossier_cell.team_code,
        dossier_cell.hour_band
    FROM dossier_cell
)

SELECT
    row_number() OVER () AS wording,
    written.*,
    coalesce(cell(written.unit_code), cell(written.unit_name)) IS NOT NULL AS has_unit
FROM written
