-- A population is written out: 35.45 may be 35450 people in thousands, or a slip of the hand.
--
-- on:     unread population_base
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what the message adds

SELECT
    unread.row,
    unread.field,
    NULL AS detail
FROM unread
WHERE
    unread.reading = 'count'
    AND regexp_full_match(unread.written, '[0-9]{1,5}[.,][0-9]{1,3}0*')
