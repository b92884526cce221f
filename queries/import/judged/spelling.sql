-- The vocabulary's words as they are usually typed; files with other spellings are read the careful way.
--
-- grain:  one row per spelling of a field, in their order
-- after:  vocabulary
-- param:  fields    VARCHAR[]
-- column: field     VARCHAR
-- column: spelled   VARCHAR
-- column: canonical VARCHAR

WITH spelling AS (
    SELECT
        vocabulary.field,
        vocabulary.canonical,
        unnest([
            vocabulary.canonical,
            vocabulary.key,
            vocabulary.word,
            upper(vocabulary.word),
            upper(vocabulary.word[1]) || vocabulary.word[2:]
        ]) AS spelled
    FROM vocabulary
    WHERE list_contains($fields::VARCHAR[], vocabulary.field)
)

SELECT
    spelling.field,
    spelling.spelled,
    any_value(spelling.canonical) AS canonical
FROM spelling
GROUP BY spelling.field, spelling.spelled
ORDER BY spelling.field, spelling.spelled
