-- A day stands before its month. Where one date of a column can only have its month first, each of the others may too.
--
-- on:     unread
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the date that shows it

SELECT
    unread.row,
    unread.field,
    max(unread.written) FILTER (is_month_first(unread.written)) OVER (PARTITION BY unread.field) AS detail
FROM unread
WHERE
    unread.is_given
    AND unread.reading IN ('date', 'time')
    AND (as_time(unread.written) IS NOT NULL OR is_month_first(unread.written))
