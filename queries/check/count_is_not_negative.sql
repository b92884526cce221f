-- No count is below zero.
--
-- on:     incoming summary detailed population_base reason
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what the message adds

SELECT
    incoming.row,
    'count' AS field,
    NULL AS detail
FROM incoming
WHERE incoming.count < 0
