-- What goes over on each day of handing over, the reform among them: how much of each unit that gave to which other;
-- and what that one had been itself, where it goes on.
--
-- grain:  one row per (edition, unit_code, day, from_edition, from_code); the day is the unit's first as it then is
-- after:  succession, descent, unit
-- part:   province
-- as:     published

WITH part AS (
    SELECT
        succession.to_edition AS edition,
        succession.to_code AS unit_code,
        succession.effective_on AS day,
        succession.from_edition,
        succession.from_code,
        succession.millionths,
        succession.is_whole
    FROM succession
    INNER JOIN unit
        ON
            succession.to_edition = unit.edition
            AND succession.to_code = unit.unit_code
    WHERE
        unit.grain = 'commune'
        OR succession.from_edition = succession.to_edition
    UNION ALL
    SELECT
        descent.edition,
        descent.unit_code,
        descent.day,
        descent.from_edition,
        descent.from_code,
        descent.millionths,
        TRUE AS is_whole
    FROM descent
    WHERE
        descent.edition = descent.from_edition
        AND descent.unit_code = descent.from_code
)

SELECT
    part.*,
    count(*) OVER (PARTITION BY part.edition, part.unit_code, part.day) AS parts
FROM part
