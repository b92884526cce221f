-- What a judged file brings.
--
-- grain:  one row
-- column: accepted    BIGINT
-- column: quarantined BIGINT
-- column: units       VARCHAR[]  edition and code of each unit that is accepted
-- column: first_day   DATE
-- column: last_day    DATE

WITH judged AS (
    SELECT
        incoming.edition,
        incoming.unit_code,
        incoming.dated_at,
        incoming.row NOT IN (SELECT problem.row FROM problem) AS is_sound
    FROM incoming
)

SELECT
    count(*) FILTER (WHERE judged.is_sound) AS accepted,
    count(*) FILTER (WHERE NOT judged.is_sound) AS quarantined,
    list(DISTINCT judged.edition || ' ' || judged.unit_code) FILTER (
        WHERE judged.is_sound AND judged.unit_code IS NOT NULL
    ) AS units,
    min(judged.dated_at) FILTER (WHERE judged.is_sound)::DATE AS first_day,
    max(judged.dated_at) FILTER (WHERE judged.is_sound)::DATE AS last_day
FROM judged
