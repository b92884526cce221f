-- Of one unit, moment, level and stage there is one cumulative count, however many batches speak of it.
--
-- on:     warehouse
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: as_of     TIMESTAMP

SELECT
    observation.edition,
    observation.unit_code,
    observation.as_of
FROM observation
GROUP BY
    observation.edition,
    observation.unit_code,
    observation.as_of,
    observation.level,
    observation.stage
HAVING count(*) > 1
