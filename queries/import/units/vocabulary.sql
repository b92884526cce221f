-- The words of columns and cells with their codes: ours, and an operator's own where ours have none.
--
-- grain:  one row per word of a field
-- column: field     VARCHAR  column, heading, cell, or the field that the word is a value of
-- column: canonical VARCHAR  the code
-- column: word      VARCHAR  as it is written
-- column: key       VARCHAR  as it is compared

WITH carried AS (
    SELECT
        source_vocabulary.field,
        source_vocabulary.canonical,
        nfc_normalize(source_vocabulary.word) AS word,
        word_key(source_vocabulary.word) AS key
    FROM source_vocabulary
),

own AS (
    SELECT
        source_own_vocabulary.field,
        source_own_vocabulary.canonical,
        nfc_normalize(source_own_vocabulary.word) AS word,
        word_key(source_own_vocabulary.word) AS key
    FROM source_own_vocabulary
    WHERE word_key(source_own_vocabulary.word) <> ''
)

SELECT * FROM carried
UNION ALL
SELECT own.* FROM own
ANTI JOIN carried USING (field, key)
