-- What is counted by hours has a time of day.
--
-- on:     unread detailed
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what the message adds

SELECT
    unread.row,
    unread.field,
    NULL AS detail
FROM unread
WHERE
    NOT unread.is_given
    AND unread.field = 'hour_band'
