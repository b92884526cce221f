-- A count is a number of accounts or people, not a percentage.
--
-- on:     unread
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what the message adds

SELECT
    unread.row,
    unread.field,
    NULL AS detail
FROM unread
WHERE
    unread.is_given
    AND unread.reading = 'count'
    AND unread.written LIKE '%\%%' ESCAPE '\'
