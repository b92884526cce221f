-- What a unit passes on adds up to the whole of it.
--
-- on:     warehouse
-- column: from_edition VARCHAR
-- column: from_code    VARCHAR
-- column: effective_on DATE
-- column: share        DOUBLE  what its successors have together

SELECT
    succession.from_edition,
    succession.from_code,
    succession.effective_on,
    round(sum(succession.share), 6) AS share
FROM succession
GROUP BY
    succession.from_edition,
    succession.from_code,
    succession.to_edition,
    succession.effective_on
HAVING round(sum(succession.share), 6) <> 1 OR min(succession.share) < 0
