-- Nothing is reported before it has happened.
--
-- on:     incoming summary detailed population_base published reason indicator hamlet
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what the message adds

SELECT
    incoming.row,
    'dated_at' AS field,
    NULL AS detail
FROM incoming
INNER JOIN clock
    ON incoming.dated_at > clock.now
