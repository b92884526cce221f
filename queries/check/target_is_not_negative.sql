-- No target is below zero.
--
-- on:     incoming target
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what the message adds

SELECT
    incoming.row,
    'value' AS field,
    NULL AS detail
FROM incoming
WHERE incoming.value < 0
