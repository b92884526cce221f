-- What a word means in a field: one code for each, so that rows can look it up by a join.
--
-- grain:  one row per field and key
-- after:  vocabulary
-- column: field     VARCHAR  as in vocabulary
-- column: key       VARCHAR  as it is compared
-- column: canonical VARCHAR  the code

SELECT
    vocabulary.field,
    vocabulary.key,
    any_value(vocabulary.canonical) AS canonical
FROM vocabulary
GROUP BY vocabulary.field, vocabulary.key
