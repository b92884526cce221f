-- No remark beside a row makes its count doubtful.
--
-- on:     incoming summary detailed
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the words

SELECT
    row_doubt.row,
    row_doubt.field,
    row_doubt.detail
FROM incoming
INNER JOIN row_doubt ON incoming.row = row_doubt.row
WHERE row_doubt.reason = 'remark_is_understood'
