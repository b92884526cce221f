-- How many dossiers each unit has of a day, its hours and the work: all that is kept of them. Hours that a column gives
-- stand before those of the time.
--
-- grain:  one row per count, in the order of the first dossier of each
-- after:  dossier, dossier_time, wording_meaning
-- column: first_row   BIGINT   row of the first of them in `raw`
-- column: count       VARCHAR
-- column: origin      VARCHAR
-- column: unit_code   VARCHAR
-- column: unit_name   VARCHAR
-- column: parent_name VARCHAR
-- column: edition     VARCHAR
-- column: level       VARCHAR
-- column: stage       VARCHAR
-- column: channel     VARCHAR
-- column: team_code   VARCHAR
-- column: date        VARCHAR
-- column: hour_band   VARCHAR

WITH tallied AS (
    SELECT
        wording_meaning.meaning,
        dossier.day,
        coalesce(wording_meaning.own_hours, dossier.hour_band) AS hour_band,
        min(dossier.row) AS first_row,
        count(*) AS count
    FROM dossier
    INNER JOIN wording_meaning
        ON
            dossier.wording = wording_meaning.wording
            AND dossier.origin = wording_meaning.origin
            AND dossier.era IS NOT DISTINCT FROM wording_meaning.era
    GROUP BY
        wording_meaning.meaning,
        dossier.day,
        coalesce(wording_meaning.own_hours, dossier.hour_band)
),

meaning AS (SELECT DISTINCT ON (wording_meaning.meaning) * FROM wording_meaning),

day AS (
    SELECT DISTINCT
        dossier_time.day,
        dossier_time.date
    FROM dossier_time
)

SELECT
    tallied.first_row,
    tallied.count::VARCHAR AS count,
    meaning.origin,
    meaning.unit_code,
    meaning.unit_name,
    meaning.parent_name,
    meaning.edition,
    meaning.level,
    meaning.stage,
    meaning.channel,
    meaning.team_code,
    day.date,
    tallied.hour_band
FROM tallied
INNER JOIN meaning ON tallied.meaning = meaning.meaning
INNER JOIN day ON tallied.day = day.day
ORDER BY tallied.first_row
