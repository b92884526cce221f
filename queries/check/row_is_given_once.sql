-- No row stands in a file twice; of equal rows the first one counts.
--
-- on:     alike
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the first of the equal rows

WITH equal AS (
    SELECT
        alike.row,
        min(alike.row) OVER (PARTITION BY alike.row_key, alike.row_value) AS first_row
    FROM alike
)

SELECT
    equal.row,
    NULL AS field,
    '#' || equal.first_row AS detail
FROM equal
WHERE equal.row <> equal.first_row
