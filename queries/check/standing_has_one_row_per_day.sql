-- A unit stands at one count a day, level and stage.
--
-- on:     warehouse
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: date      DATE
-- column: level     VARCHAR
-- column: stage     VARCHAR

SELECT
    standing.edition,
    standing.unit_code,
    standing.date,
    standing.level,
    standing.stage
FROM standing
GROUP BY
    standing.edition,
    standing.unit_code,
    standing.date,
    standing.level,
    standing.stage
HAVING count(*) > 1
