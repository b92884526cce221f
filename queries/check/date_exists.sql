-- What has the form of a date is a day of the calendar and a time of the day: not 30/02/2024, nor 24:00.
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
    AND has_form_of_time(unread.written)
