-- A printed total is the sum of its parts: of both levels, of the units of a section, of all units.
-- Totals are never counted; where one disagrees, none of its parts is taken.
--
-- on:     printed_total summary target
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the total, where it stands, and what its parts add up to

WITH summed AS (
    SELECT
        part_of_total.total,
        sum(counted.number) AS counted,
        count(counted.number) = count(*) AS is_complete
    FROM part_of_total
    INNER JOIN counted
        ON part_of_total.row = counted.row
    GROUP BY part_of_total.total
),

wrong AS (
    SELECT
        printed_total.total,
        concat(printed_total.place, ': ', printed_total.printed, ' ≠ ', summed.counted) AS detail
    FROM printed_total
    INNER JOIN summed
        ON printed_total.total = summed.total
    WHERE
        summed.is_complete
        AND as_count(cell(printed_total.printed)) IS DISTINCT FROM summed.counted
)

SELECT
    part_of_total.row,
    any_value(counted.field) AS field,
    min(wrong.detail) AS detail
FROM part_of_total
INNER JOIN counted
    ON part_of_total.row = counted.row
INNER JOIN wrong
    ON part_of_total.total = wrong.total
GROUP BY part_of_total.row
