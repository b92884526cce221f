-- A table of old communes is one of old communes: those whose names live on, in larger units, are not those units.
-- Asked where at least a third as many names of a file are of units of other days as are of its own.
--
-- on:     of_other_dates summary target
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what the message adds

WITH named AS (
    SELECT
        incoming.row,
        incoming.dated_at,
        incoming.unit_state,
        coalesce(incoming.unit_code, incoming.unit_detail) AS unit,
        cell(cells.unit_code) IS NULL AS is_by_name
    FROM incoming
    INNER JOIN cells
        ON incoming.row = cells.row
),

mixed AS (
    SELECT dated_at
    FROM named
    GROUP BY dated_at
    HAVING
        count(DISTINCT unit) FILTER (WHERE unit_state = 'of_other_dates') >= 3
        AND 3 * count(DISTINCT unit) FILTER (WHERE unit_state = 'of_other_dates')
        >= count(DISTINCT unit) FILTER (WHERE unit_state = 'known')
)

SELECT
    named.row,
    'unit' AS field,
    NULL AS detail
FROM named
INNER JOIN mixed
    ON named.dated_at = mixed.dated_at
WHERE named.unit_state = 'known' AND named.is_by_name
