-- A population neither doubles nor halves against the accepted one nearest in time, unless it is marked a correction.
--
-- on:     sound population_base
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the accepted count, and its day

WITH nearest AS (
    SELECT
        sound.row,
        sound.count,
        arg_min(previous_population.count, abs(date_diff('day', previous_population.as_of, sound.as_of))) AS accepted,
        arg_min(previous_population.as_of, abs(date_diff('day', previous_population.as_of, sound.as_of)))
            AS accepted_as_of
    FROM sound
    INNER JOIN previous_population
        ON
            sound.edition = previous_population.edition
            AND sound.unit_code = previous_population.unit_code
            AND sound.base = previous_population.base
    WHERE NOT sound.is_correction
    GROUP BY
        sound.row,
        sound.count
)

SELECT
    nearest.row,
    'count' AS field,
    concat(nearest.accepted, ' (', strftime(nearest.accepted_as_of, '%d/%m/%Y'), ')') AS detail
FROM nearest
WHERE
    nearest.count > 2 * nearest.accepted
    OR 2 * nearest.count < nearest.accepted
