-- The series that come to more than three times the people, previous exports included.
--
-- grain:  one row per unit, level and stage
-- after:  series, previous_series, people
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: level     VARCHAR
-- column: stage     VARCHAR
-- column: people    BIGINT
-- column: base      VARCHAR

WITH stated AS (
    SELECT
        series.edition,
        series.unit_code,
        series.level,
        series.stage,
        series.count
    FROM series
    UNION ALL
    SELECT
        previous_series.edition,
        previous_series.unit_code,
        previous_series.level,
        previous_series.stage,
        previous_series.count
    FROM previous_series
)

SELECT
    stated.edition,
    stated.unit_code,
    stated.level,
    stated.stage,
    any_value(people.count) AS people,
    any_value(people.base) AS base
FROM stated
INNER JOIN people ON stated.edition = people.edition AND stated.unit_code = people.unit_code
GROUP BY stated.edition, stated.unit_code, stated.level, stated.stage
HAVING sum(stated.count) > 3 * any_value(people.count)
