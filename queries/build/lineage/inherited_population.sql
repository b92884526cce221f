-- Population bases that units took over: the sum of those of all that they were made of, counted on one day; a divided
-- unit's people are shared out, rounded half up.
-- The units of 2025 have what they inherited in the reform on any day; a unit that took over from others later, from
-- that day on.
--
-- grain:  one row per (edition, unit_code, begun_on, base, as_of)
-- after:  population_base, descent, era, unit
-- part:   province

-- The people of a unit may have been counted before it began, and after it ended.
WITH counted AS (
    SELECT
        population_base.edition,
        population_base.unit_code,
        population_base.base,
        population_base.as_of,
        population_base.count,
        least(
            greatest(population_base.as_of, era.first_day),
            coalesce(unit.valid_to, DATE '9999-12-31')
        ) AS counted_on
    FROM population_base
    INNER JOIN era
        ON population_base.edition = era.edition
    INNER JOIN unit
        ON
            population_base.edition = unit.edition
            AND population_base.unit_code = unit.unit_code
),

summed AS (
    SELECT
        descent.edition,
        descent.unit_code,
        descent.day AS begun_on,
        descent.from_edition,
        counted.base,
        counted.as_of,
        counted.counted_on,
        bool_or(descent.is_inside) AS is_inside,
        sum((counted.count * descent.millionths + 500000) // 1000000)::BIGINT AS count,
        bool_or(descent.millionths < 1000000) AS is_shared,
        count(*) AS parts_counted
    FROM counted
    INNER JOIN descent
        ON
            counted.edition = descent.from_edition
            AND counted.unit_code = descent.from_code
            AND counted.counted_on BETWEEN descent.first_day AND descent.last_day
    GROUP BY
        descent.edition,
        descent.unit_code,
        descent.day,
        descent.from_edition,
        counted.base,
        counted.as_of,
        counted.counted_on
),

counted_day AS (
    SELECT DISTINCT
        summed.edition,
        summed.unit_code,
        summed.begun_on,
        summed.from_edition,
        summed.counted_on
    FROM summed
),

made_of AS (
    SELECT
        counted_day.edition,
        counted_day.unit_code,
        counted_day.begun_on,
        counted_day.from_edition,
        counted_day.counted_on,
        count(*) AS parts
    FROM counted_day
    INNER JOIN descent
        ON
            counted_day.edition = descent.edition
            AND counted_day.unit_code = descent.unit_code
            AND counted_day.begun_on = descent.day
            AND counted_day.from_edition = descent.from_edition
            AND counted_day.counted_on BETWEEN descent.first_day AND descent.last_day
    GROUP BY
        counted_day.edition,
        counted_day.unit_code,
        counted_day.begun_on,
        counted_day.from_edition,
        counted_day.counted_on
)

SELECT
    summed.edition,
    summed.unit_code,
    CASE WHEN summed.is_inside THEN summed.begun_on ELSE DATE '0001-01-01' END AS begun_on,
    summed.base,
    summed.as_of,
    summed.count,
    summed.is_shared
FROM summed
INNER JOIN made_of
    ON
        summed.edition = made_of.edition
        AND summed.unit_code = made_of.unit_code
        AND summed.begun_on = made_of.begun_on
        AND summed.from_edition = made_of.from_edition
        AND summed.counted_on = made_of.counted_on
WHERE summed.parts_counted = made_of.parts
-- Of the units of both editions that it was made of, the later ones.
QUALIFY
    row_number() OVER (
        PARTITION BY summed.edition, summed.unit_code, summed.begun_on, summed.base, summed.as_of
        ORDER BY summed.from_edition DESC
    ) = 1
ORDER BY
    summed.edition,
    summed.unit_code,
    begun_on,
    summed.base,
    summed.as_of
