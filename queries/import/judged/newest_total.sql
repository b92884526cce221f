-- The sums of a file's newest sound counts, beside those of the same units' last accepted ones.
--
-- grain:  one row per stage and level
-- after:  previous_count
-- column: stage        VARCHAR
-- column: level        VARCHAR
-- column: count        BIGINT
-- column: before       BIGINT
-- column: units        BIGINT
-- column: units_before BIGINT  how many of the units had reported before

WITH newest AS (
    SELECT
        incoming.edition,
        incoming.unit_code,
        incoming.level,
        incoming.stage,
        arg_max(incoming.count, incoming.as_of) AS count,
        max(incoming.as_of) AS as_of
    FROM incoming
    WHERE incoming.row NOT IN (SELECT problem.row FROM problem)
    GROUP BY incoming.edition, incoming.unit_code, incoming.level, incoming.stage
),

last AS (
    SELECT
        newest.edition,
        newest.unit_code,
        newest.level,
        newest.stage,
        arg_max(previous_count.count, previous_count.as_of) AS count
    FROM newest
    INNER JOIN previous_count
        ON
            newest.edition = previous_count.edition
            AND newest.unit_code = previous_count.unit_code
            AND newest.level = previous_count.level
            AND newest.stage = previous_count.stage
            AND newest.as_of > previous_count.as_of
    GROUP BY newest.edition, newest.unit_code, newest.level, newest.stage
)

SELECT
    newest.stage,
    newest.level,
    sum(newest.count)::BIGINT AS count,
    sum(last.count)::BIGINT AS before,
    count(*) AS units,
    count(last.count) AS units_before
FROM newest
LEFT JOIN last USING (edition, unit_code, level, stage)
GROUP BY newest.stage, newest.level
ORDER BY newest.stage, newest.level
