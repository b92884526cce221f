-- A date is written as 2024-05-01 or 01/05/2024, with a time or without.
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
    AND unread.reading IN ('date', 'time')
    AND as_time(unread.written) IS NULL
    AND NOT is_month_first(unread.written)
    AND NOT has_form_of_time(unread.written)
