-- A unit has at most 50 groups of one kind and 999 people on duty, and no fewer than one.
--
-- on:     incoming duty
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what the message adds

SELECT
    incoming.row,
    CASE WHEN incoming.teams NOT BETWEEN 1 AND 50 THEN 'teams' ELSE 'people' END AS field,
    NULL AS detail
FROM incoming
WHERE
    incoming.teams NOT BETWEEN 1 AND 50
    OR incoming.people NOT BETWEEN 1 AND 999
