-- What each unit of 2024 became in 2025: communes by the succession (through changes within 2024 as well), provinces,
-- the nation, and each district as the grouping of communes that keeps its code.
-- A share of a count is an area's, in millionths, so that what is shared out can be summed up again exactly.
-- A unit that ended before the reform has the last of its days; it is none of the parts that the reform put together.
--
-- grain:  one row per (from_code, to_code)
-- after:  descent, area, era

WITH counted AS (
    SELECT
        descent.from_code,
        descent.unit_code AS to_code,
        descent.millionths,
        descent.is_weak,
        CASE WHEN descent.last_day < era.last_day THEN descent.last_day END AS last_day,
        count(*) OVER (PARTITION BY descent.from_code) AS pieces
    FROM descent
    INNER JOIN era
        ON descent.from_edition = era.edition
    WHERE
        descent.from_edition = '2024'
        AND descent.edition = '2025'
        AND NOT descent.is_inside
),

parted AS (
    SELECT
        counted.*,
        count(*) FILTER (WHERE counted.last_day IS NULL) OVER (PARTITION BY counted.to_code) AS parts
    FROM counted
)

SELECT
    parted.from_code,
    parted.to_code,
    area.grain,
    parted.millionths,
    parted.is_weak,
    parted.last_day,
    parted.parts,
    parted.pieces = 1 AS is_whole,
    parted.pieces = 1 AND parted.parts = 1 AND parted.last_day IS NULL AS is_alone
FROM parted
INNER JOIN area
    ON
        area.edition = '2025'
        AND parted.to_code = area.unit_code
ORDER BY
    parted.to_code,
    parted.from_code
