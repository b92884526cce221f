-- An event does not end before it begins.
--
-- on:     incoming event
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the start

SELECT
    incoming.row,
    'end_date' AS field,
    strftime(incoming.start_date, '%d/%m/%Y') AS detail
FROM incoming
WHERE incoming.end_date < incoming.start_date
