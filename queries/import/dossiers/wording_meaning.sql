-- What the wordings mean, in codes where these are certain; different wordings may mean the same.
--
-- grain:  one row per wording, stage and era
-- after:  dossier_wording, wording_used, vocabulary
-- column: wording     BIGINT
-- column: origin      VARCHAR
-- column: era         VARCHAR
-- column: unit_code   VARCHAR
-- column: unit_name   VARCHAR
-- column: parent_name VARCHAR
-- column: edition     VARCHAR
-- column: level       VARCHAR
-- column: stage       VARCHAR
-- column: channel     VARCHAR
-- column: team_code   VARCHAR
-- column: own_hours   VARCHAR  the band of hours that a column gives
-- column: meaning     BIGINT   the number of the meaning

WITH meant AS (
    SELECT
        wording_used.wording,
        wording_used.origin,
        wording_used.era,
        CASE WHEN wording_unit.is_known THEN wording_unit.unit_code ELSE dossier_wording.unit_code END AS unit_code,
        CASE WHEN wording_unit.is_known THEN wording_unit.unit_name ELSE dossier_wording.unit_name END AS unit_name,
        CASE WHEN wording_unit.is_known THEN wording_unit.parent_name ELSE dossier_wording.parent_name END
            AS parent_name,
        coalesce(wording_unit.edition, dossier_wording.edition) AS edition,
        coalesce(
            (
                SELECT any_value(vocabulary.canonical)
                FROM vocabulary
                WHERE
                    vocabulary.field = 'level'
                    AND vocabulary.key = word_key(cell(dossier_wording.level))
            ),
            dossier_wording.level
        ) AS level,
        CASE wording_used.origin
            WHEN 'collected_at' THEN 'collected'
            WHEN 'approved_at' THEN 'approved'
            WHEN 'activated_at' THEN 'activated'
            ELSE coalesce(
                (
                    SELECT any_value(vocabulary.canonical)
                    FROM vocabulary
                    WHERE
                        vocabulary.field = 'stage'
                        AND vocabulary.key = word_key(cell(dossier_wording.stage))
                ),
                dossier_wording.stage
            )
        END AS stage,
        coalesce(
            (
                SELECT any_value(vocabulary.canonical)
                FROM vocabulary
                WHERE
                    vocabulary.field = 'channel'
                    AND vocabulary.key = word_key(cell(dossier_wording.channel))
            ),
            dossier_wording.channel
        ) AS channel,
        cell(dossier_wording.team_code) AS team_code,
        CASE WHEN cell(dossier_wording.hour_band) IS NOT NULL THEN coalesce(
            (
                SELECT any_value(vocabulary.canonical)
                FROM vocabulary
                WHERE
                    vocabulary.field = 'hour_band'
                    AND vocabulary.key = word_key(cell(dossier_wording.hour_band))
            ),
            dossier_wording.hour_band
        ) END AS own_hours
    FROM wording_used
    INNER JOIN dossier_wording ON wording_used.wording = dossier_wording.wording
    LEFT JOIN wording_unit
        ON
            dossier_wording.edition IS NOT DISTINCT FROM wording_unit.edition_written
            AND dossier_wording.unit_code IS NOT DISTINCT FROM wording_unit.unit_code_written
            AND dossier_wording.unit_name IS NOT DISTINCT FROM wording_unit.unit_name_written
            AND dossier_wording.parent_name IS NOT DISTINCT FROM wording_unit.parent_name_written
            AND wording_used.era IS NOT DISTINCT FROM wording_unit.era_written
)

SELECT
    meant.*,
    dense_rank() OVER (ORDER BY edition, unit_code, unit_name, parent_name, level, stage, channel, team_code) AS meaning
FROM meant
