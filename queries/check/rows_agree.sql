-- Two rows about the same thing say the same; where they differ, neither is taken.
--
-- on:     sound
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the other row

WITH suspect AS (
    SELECT sound.key_hash
    FROM sound
    GROUP BY sound.key_hash
    HAVING count(*) > 1
),

alike AS (
    SELECT
        sound.row,
        sound.row_key,
        sound.row_value
    FROM sound
    SEMI JOIN suspect
        ON sound.key_hash = suspect.key_hash
)

SELECT
    one.row,
    NULL AS field,
    '#' || min(other.row) AS detail
FROM alike AS one
INNER JOIN alike AS other
    ON one.row_key = other.row_key
WHERE one.row_value <> other.row_value
GROUP BY one.row
