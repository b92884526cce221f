-- What each unit of 2024 became in 2025: communes by the succession (through changes within 2024 as well), provinces,
-- the nation, and each district as the grouping of communes that keeps its code.
-- A share of a count is an area's, in millionths, so that what is shared out can be summed up again exactly.
--
-- grain:  one row per (from_code, to_code)
-- after:  succession, unit, area

WITH reform AS (
    SELECT
        succession.from_code,
        succession.to_code,
        succession.share,
        succession.is_weak
    FROM succession
    WHERE
        succession.from_edition = '2024'
        AND succession.to_edition = '2025'
),

-- A commune that ended before the reform went on as another one, which the reform knows.
earlier AS (
    SELECT
        succession.from_code,
        reform.to_code,
        succession.share * reform.share AS share,
        succession.is_weak OR reform.is_weak AS is_weak
    FROM succession
    INNER JOIN reform
        ON succession.to_code = reform.from_code
    WHERE
        succession.from_edition = '2024'
        AND succession.to_edition = '2024'
        AND NOT succession.from_code IN (SELECT direct.from_code FROM reform AS direct)
),

district AS (
    SELECT
        former.unit_code AS from_code,
        former.unit_code AS to_code,
        1.0 AS share,
        FALSE AS is_weak
    FROM unit AS former
    INNER JOIN unit AS successor
        ON former.unit_code = successor.unit_code
    WHERE
        former.edition = '2024'
        AND former.grain = 'district'
        AND successor.edition = '2025'
        AND successor.grain = 'former_district'
        -- An island district without communes became a commune itself.
        AND NOT former.unit_code IN (SELECT direct.from_code FROM reform AS direct)
),

everything AS (
    SELECT * FROM reform
    UNION ALL
    SELECT * FROM earlier
    UNION ALL
    SELECT * FROM district
),

counted AS (
    SELECT
        everything.from_code,
        everything.to_code,
        round(everything.share * 1000000)::BIGINT AS millionths,
        everything.is_weak,
        count(*) OVER (PARTITION BY everything.to_code) AS parts,
        count(*) OVER (PARTITION BY everything.from_code) AS pieces
    FROM everything
)

SELECT
    counted.from_code,
    counted.to_code,
    area.grain,
    counted.millionths,
    counted.is_weak,
    counted.parts,
    counted.pieces = 1 AS is_whole,
    counted.pieces = 1 AND counted.parts = 1 AS is_alone
FROM counted
INNER JOIN area
    ON
        area.edition = '2025'
        AND counted.to_code = area.unit_code
ORDER BY
    counted.to_code,
    counted.from_code
