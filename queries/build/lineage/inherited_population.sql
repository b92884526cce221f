-- Population bases that units took over: the sum of those of all that they were made of, counted on one day; a divided
-- unit's people are shared out, rounded half up.
-- The units of 2025 have what they inherited in the reform on any day; a unit that took over from others later, from
-- that day on.
--
-- grain:  one row per (edition, unit_code, begun_on, base, as_of)
-- after:  population_base, descent, era, unit
-- part:   province
-- from:   population_base
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: begun_on DATE
-- column: base VARCHAR
-- column: as_of DATE
-- column: count BIGINT
-- column: is_shared BOOLEAN

-- The people of a unit may have been counted before it began, and after it ended.
WITH counted AS ( -- noqa: ST03
    SELECT
        population_base.*,
        least(
            greatest(population_base.as_of, era.first_day),
            coalesce(unit.valid_to, DATE '9999-12-31')
        ) AS set_on,
        { 'base': population_base.base, 'as_of': population_base.as_of } AS figure
    FROM population_base
    INNER JOIN era
        ON population_base.edition = era.edition
    INNER JOIN unit
        ON
            population_base.edition = unit.edition
            AND population_base.unit_code = unit.unit_code
)

SELECT
    piece.edition,
    piece.unit_code,
    CASE WHEN bool_or(piece.is_inside) THEN piece.begun_on ELSE DATE '0001-01-01' END AS begun_on,
    piece.base,
    piece.as_of,
    sum((piece.count * piece.millionths + 500000) // 1000000)::BIGINT AS count,
    bool_or(piece.millionths < 1000000) AS is_shared
FROM pieces('counted') AS piece
WHERE piece.is_of_all
GROUP BY
    piece.edition,
    piece.unit_code,
    piece.begun_on,
    piece.base,
    piece.as_of,
    piece.set_on,
    piece.from_edition
-- Of the units of both editions that it was made of, the later ones.
QUALIFY
    row_number() OVER (
        PARTITION BY piece.edition, piece.unit_code, piece.begun_on, piece.base, piece.as_of
        ORDER BY piece.from_edition DESC
    ) = 1
ORDER BY
    piece.edition,
    piece.unit_code,
    begun_on,
    piece.base,
    piece.as_of
