-- A word (level, stage, channel …) is one of the vocabulary's.
--
-- on:     unread
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the words that are known

SELECT
    unread.row,
    unread.field,
    (
        SELECT
            string_agg(
                DISTINCT vocabulary.field || '.' || vocabulary.canonical,
                ', '
                ORDER BY vocabulary.field || '.' || vocabulary.canonical
            )
        FROM vocabulary
        WHERE vocabulary.field = unread.vocabulary
    ) AS detail
FROM unread
WHERE
    unread.is_given
    AND unread.reading = 'word'
