-- Of one unit, moment and level: no more are activated than approved, no more approved than collected.
--
-- on:     sound summary
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the three counts

WITH together AS (
    SELECT
        sound.edition,
        sound.unit_code,
        sound.as_of,
        sound.level,
        sound.stage,
        sound.count,
        1 AS turn
    FROM sound
    UNION ALL
    SELECT
        previous_count.edition,
        previous_count.unit_code,
        previous_count.as_of,
        previous_count.level,
        previous_count.stage,
        previous_count.count,
        0 AS turn
    FROM previous_count
),

stages AS (
    SELECT
        together.edition,
        together.unit_code,
        together.as_of,
        together.level,
        arg_max(together.count, together.turn) FILTER (WHERE together.stage = 'collected') AS collected,
        arg_max(together.count, together.turn) FILTER (WHERE together.stage = 'approved') AS approved,
        arg_max(together.count, together.turn) FILTER (WHERE together.stage = 'activated') AS activated
    FROM together
    GROUP BY
        together.edition,
        together.unit_code,
        together.as_of,
        together.level
)

SELECT
    sound.row,
    'count' AS field,
    concat_ws(
        ' ≤ ',
        coalesce(stages.activated::VARCHAR, '–'),
        coalesce(stages.approved::VARCHAR, '–'),
        coalesce(stages.collected::VARCHAR, '–')
    ) AS detail
FROM sound
INNER JOIN stages
    ON
        sound.edition = stages.edition
        AND sound.unit_code = stages.unit_code
        AND sound.as_of = stages.as_of
        AND sound.level = stages.level
WHERE
    (sound.stage IN ('activated', 'approved') AND stages.activated > stages.approved)
    OR (sound.stage IN ('approved', 'collected') AND stages.approved > stages.collected)
    OR (sound.stage IN ('activated', 'collected') AND stages.activated > stages.collected)
