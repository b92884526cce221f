-- A count of nine digits or more is an identity or phone number in the wrong column.
-- Only the nation has so many people.
--
-- on:     incoming summary detailed population_base reason
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what the message adds

SELECT
    incoming.row,
    'count' AS field,
    NULL AS detail
FROM incoming
WHERE
    incoming.count > 99999999
    AND (incoming.unit_code IS DISTINCT FROM 'VN' OR incoming.count > 200000000)
