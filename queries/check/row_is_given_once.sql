-- No row stands in a file twice; of equal rows the first one counts.
--
-- on:     sound
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the first of the equal rows

WITH suspect AS (
    SELECT sound.key_hash
    FROM sound
    GROUP BY sound.key_hash
    HAVING count(*) > 1
),

equal AS (
    SELECT
        sound.row,
        min(sound.row) OVER (PARTITION BY sound.row_key, sound.row_value) AS first_row
    FROM sound
    SEMI JOIN suspect
        ON sound.key_hash = suspect.key_hash
)

SELECT
    equal.row,
    NULL AS field,
    '#' || equal.first_row AS detail
FROM equal
WHERE equal.row <> equal.first_row
