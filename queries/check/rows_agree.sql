-- Two rows about the same thing say the same; where they differ, neither is taken.
--
-- on:     alike
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the first row that differs

-- Not each row with each other of its key: of many that differ these would be too many pairs.
WITH
first_of_key AS (
    SELECT
        row_key,
        min(row) AS first_row,
        arg_min(row_value, row) AS first_value
    FROM alike
    GROUP BY row_key
),

first_that_differs AS (
    SELECT
        alike.row_key,
        min(alike.row) AS differing_row
    FROM alike
    INNER JOIN first_of_key ON alike.row_key = first_of_key.row_key
    WHERE alike.row_value <> first_of_key.first_value
    GROUP BY alike.row_key
)

SELECT
    alike.row,
    NULL AS field,
    '#' || if(
        alike.row_value <> first_of_key.first_value, first_of_key.first_row, first_that_differs.differing_row
    ) AS detail
FROM alike
INNER JOIN first_of_key ON alike.row_key = first_of_key.row_key
INNER JOIN first_that_differs ON alike.row_key = first_that_differs.row_key
