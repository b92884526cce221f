-- A time of day is written as 7:30 or 7h30.
--
-- on:     unread duty
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
    AND unread.reading = 'clock'
