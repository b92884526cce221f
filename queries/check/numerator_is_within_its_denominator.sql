-- No more people have something than there are to have it.
--
-- on:     sound indicator
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the denominator

SELECT
    sound.row,
    'numerator' AS field,
    sound.denominator AS detail
FROM sound
WHERE sound.numerator > sound.denominator
