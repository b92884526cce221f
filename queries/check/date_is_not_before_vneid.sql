-- Nobody had an account before there were any: a report of an earlier day has a wrong year, or a date that is none.
--
-- on:     incoming summary detailed reason duty indicator hamlet
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what the message adds

SELECT
    incoming.row,
    'dated_at' AS field,
    NULL AS detail
FROM incoming
WHERE incoming.dated_at < DATE '2021-01-01'
