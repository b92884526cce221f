-- Two rows about the same thing say the same; where they differ, neither is taken.
--
-- on:     alike
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the first row that differs

SELECT
    one.row,
    NULL AS field,
    '#' || min(other.row) AS detail
FROM alike AS one
INNER JOIN alike AS other
    ON
        one.row_key = other.row_key
        AND one.row_value <> other.row_value
GROUP BY one.row
