-- A unit stands at one count a day and level.
--
-- on:     warehouse
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: date      DATE
-- column: level     VARCHAR

SELECT
    standing.edition,
    standing.unit_code,
    standing.date,
    standing.level
FROM standing
GROUP BY
    standing.edition,
    standing.unit_code,
    standing.date,
    standing.level
HAVING count(*) > 1
