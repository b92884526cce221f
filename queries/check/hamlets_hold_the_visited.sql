-- A unit has 1 to 9999 hamlets, and no more of them were visited than it has.
--
-- on:     incoming hamlet
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the number of hamlets

SELECT
    incoming.row,
    CASE WHEN incoming.hamlets BETWEEN 1 AND 9999 THEN 'visited' ELSE 'hamlets' END AS field,
    incoming.hamlets AS detail
FROM incoming
WHERE
    incoming.hamlets NOT BETWEEN 1 AND 9999
    OR incoming.visited NOT BETWEEN 0 AND incoming.hamlets
