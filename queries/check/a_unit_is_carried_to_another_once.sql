-- A unit is carried to each of its successors once, and as a whole: twice would double its figures.
--
-- on:     warehouse
-- column: from_code  VARCHAR
-- column: total      BIGINT   its shares in millionths

SELECT
    lineage.from_code,
    sum(lineage.millionths) AS total
FROM lineage
GROUP BY lineage.from_code
HAVING
    sum(lineage.millionths) <> 1000000
    OR count(DISTINCT lineage.to_code) <> count(*)
ORDER BY lineage.from_code
