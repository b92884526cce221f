-- The parameters of a macro are no types, as sqlfluff has it.
-- noqa: disable=all

-- Which rows count of all that detailed exports reported of a unit's day. `received` names a table with the columns of a
-- detailed row, `moment` (up to which it had come in) and `turn` (the order in which its batch came in).
--
-- Exports of one day add up where they count different things. Of the same thing (hours, level, stage, channel, team) the
-- later one counts. Where one export names teams and another does not, they count the same people: the later one counts.
CREATE OR REPLACE TEMP MACRO counting(received) AS TABLE
WITH day AS (
    SELECT moment, edition, unit_code, date, min(turn) <> max(turn) AS is_shared
    FROM query_table(received)
    GROUP BY moment, edition, unit_code, date
),

judged AS (
    SELECT
        row_of.*,
        row_number() OVER (
            PARTITION BY
                moment, edition, unit_code, date, hour_band, level, stage, channel, team_code
            ORDER BY turn DESC
        ) AS place,
        max(turn) OVER (
            PARTITION BY moment, edition, unit_code, date, hour_band, level, stage, channel, team_code IS NULL
        ) AS newest_alike,
        max(turn) OVER (PARTITION BY moment, edition, unit_code, date, hour_band, level, stage, channel) AS newest
    FROM query_table(received) AS row_of
    SEMI JOIN (FROM day WHERE is_shared) AS shared USING (moment, edition, unit_code, date)
)

-- Nearly every day is in one batch alone: those rows are spared the windows.
SELECT row_of.*
FROM query_table(received) AS row_of
SEMI JOIN (FROM day WHERE NOT is_shared) AS sole USING (moment, edition, unit_code, date)
UNION ALL
SELECT * EXCLUDE (place, newest_alike, newest)
FROM judged
WHERE place = 1 AND newest_alike = newest;
