-- A figure that was accepted for the same moment is replaced only by a row that is marked as a correction.
--
-- on:     sound summary
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the accepted count

SELECT
    sound.row,
    'count' AS field,
    previous_count.count AS detail
FROM sound
INNER JOIN previous_count
    ON
        sound.edition = previous_count.edition
        AND sound.unit_code = previous_count.unit_code
        AND sound.as_of = previous_count.as_of
        AND sound.level = previous_count.level
        AND sound.stage = previous_count.stage
WHERE
    sound.count <> previous_count.count
    AND NOT sound.is_correction
