-- Duty ends after it begins, on the same day: what goes on after midnight is a row of the next day.
--
-- on:     incoming duty
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the start

SELECT
    incoming.row,
    'end_time' AS field,
    printf('%02d:%02d', incoming.start_minute // 60, incoming.start_minute % 60) AS detail
FROM incoming
WHERE incoming.end_minute <= incoming.start_minute
