-- What each unit of an edition became in the next: communes by the succession (through changes within the edition as
-- well), provinces, the nation, and each district as the group of communes that keeps its code.
-- A unit that ended before the reform has the last of its days; it is none of the parts that the reform put together.
--
-- grain:  one row per (from_edition, from_code, edition, to_code)
-- after:  descent, unit
-- part:   province
-- as:     published

WITH piece AS (
    SELECT
        descent.from_edition,
        descent.from_code,
        descent.edition,
        descent.unit_code AS to_code,
        descent.millionths,
        descent.is_weak,
        CASE WHEN descent.last_day < descent.day - 1 THEN descent.last_day END AS last_day,
        count(*) OVER (PARTITION BY descent.from_edition, descent.from_code) AS pieces
    FROM descent
    WHERE
        descent.from_edition <> descent.edition
        AND NOT descent.is_inside
),

counted AS (
    SELECT
        piece.*,
        count(*) FILTER (WHERE piece.last_day IS NULL) OVER (PARTITION BY piece.edition, piece.to_code) AS parts
    FROM piece
)

SELECT
    counted.from_edition,
    counted.from_code,
    counted.edition,
    counted.to_code,
    unit.grain,
    counted.millionths,
    counted.is_weak,
    counted.last_day,
    counted.parts,
    counted.pieces = 1 AS is_whole,
    counted.pieces = 1 AND counted.parts = 1 AND counted.last_day IS NULL AS is_alone
FROM counted
INNER JOIN unit
    ON
        counted.edition = unit.edition
        AND counted.to_code = unit.unit_code
ORDER BY
    counted.edition,
    counted.to_code,
    counted.from_code
