-- What was accepted of a day is replaced only by a row that is marked as a correction; what is new is added to it.
-- Where one export names teams and the other does not, they speak of the same people.
--
-- on:     sound detailed
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the accepted count

WITH accepted AS (
    SELECT
        sound.row,
        sum(previous_day.count) FILTER (WHERE sound.team_code IS NOT DISTINCT FROM previous_day.team_code) AS same_team,
        bool_or((sound.team_code IS NULL) = (previous_day.team_code IS NULL)) AS is_alike,
        sum(previous_day.count) AS all_teams
    FROM sound
    INNER JOIN previous_day
        ON
            sound.edition = previous_day.edition
            AND sound.unit_code = previous_day.unit_code
            AND sound.date = previous_day.date
            AND sound.hour_band = previous_day.hour_band
            AND sound.level = previous_day.level
            AND sound.stage = previous_day.stage
            AND sound.channel = previous_day.channel
    GROUP BY sound.row
)

SELECT
    sound.row,
    'count' AS field,
    coalesce(accepted.same_team, accepted.all_teams)::BIGINT AS detail
FROM sound
INNER JOIN accepted
    ON sound.row = accepted.row
WHERE
    NOT sound.is_correction
    AND (sound.count <> accepted.same_team OR NOT accepted.is_alike)
