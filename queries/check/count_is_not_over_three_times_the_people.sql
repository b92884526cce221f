-- No unit has more than three accounts for each of its people, where their number is known: that is a digit too many.
-- Shares somewhat above 100 % are normal.
--
-- on:     sound summary
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  how many people, and from which base they are known

SELECT
    sound.row,
    'count' AS field,
    concat(people.count, ' (', people.base, ')') AS detail
FROM sound
INNER JOIN people
    ON
        sound.edition = people.edition
        AND sound.unit_code = people.unit_code
WHERE sound.count > 3 * people.count
