-- All days of a unit together, earlier exports included, are no more than three accounts of a level and stage for each
-- of its people, where their number is known. The largest counts are at fault: that is where a digit is too many.
--
-- on:     sound detailed
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what it would come to, how many people, and from which base they are known

WITH together AS (
    SELECT
        sound.row,
        overfull.people,
        overfull.base,
        coalesce(previous_sum.count, 0) + sum(sound.count) OVER (
            PARTITION BY
                sound.edition,
                sound.unit_code,
                sound.level,
                sound.stage
            ORDER BY
                sound.count,
                sound.row
        ) AS count
    FROM sound
    INNER JOIN overfull
        ON
            sound.edition = overfull.edition
            AND sound.unit_code = overfull.unit_code
            AND sound.level = overfull.level
            AND sound.stage = overfull.stage
    LEFT JOIN previous_sum
        ON
            sound.edition = previous_sum.edition
            AND sound.unit_code = previous_sum.unit_code
            AND sound.level = previous_sum.level
            AND sound.stage = previous_sum.stage
)

SELECT
    together.row,
    'count' AS field,
    concat(together.count, ' > 3 × ', together.people, ' (', together.base, ')') AS detail
FROM together
WHERE together.count > 3 * together.people
