-- The targets that a judged file brings, in its order.
--
-- grain:  one row per unit, level and stage
-- column: edition    VARCHAR
-- column: unit_code  VARCHAR
-- column: issuer     VARCHAR
-- column: level      VARCHAR
-- column: stage      VARCHAR
-- column: start_date VARCHAR  in ISO form, as the deadline
-- column: deadline   VARCHAR
-- column: value      BIGINT

SELECT
    incoming.edition,
    incoming.unit_code,
    incoming.issuer,
    incoming.level,
    incoming.stage,
    strftime(incoming.start_date, '%Y-%m-%d') AS start_date,
    strftime(incoming.deadline, '%Y-%m-%d') AS deadline,
    incoming.value
FROM incoming
WHERE incoming.row NOT IN (SELECT problem.row FROM problem)
ORDER BY incoming.row
