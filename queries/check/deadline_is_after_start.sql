-- A target's deadline does not lie before its start.
--
-- on:     incoming target
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the start

SELECT
    incoming.row,
    'deadline' AS field,
    strftime(incoming.start_date, '%d/%m/%Y') AS detail
FROM incoming
WHERE incoming.deadline < incoming.start_date
