-- A figure that was accepted for the same moment is replaced only by a row that is marked as a correction.
--
-- on:     sound summary
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the accepted count

SELECT
    sound.row,
    'count' AS field,
    earlier.count AS detail
FROM sound
INNER JOIN earlier
    ON
        sound.edition = earlier.edition
        AND sound.unit_code = earlier.unit_code
        AND sound.as_of = earlier.as_of
        AND sound.level = earlier.level
        AND sound.stage = earlier.stage
WHERE
    sound.count <> earlier.count
    AND NOT sound.is_correction
