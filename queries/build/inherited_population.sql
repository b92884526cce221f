-- Population bases that units of 2025 took over: the sum of those of all that they were made of, counted on one day; a
-- divided commune's people are shared out by area, rounded half up.
--
-- grain:  one row per (unit_code, base, as_of)
-- after:  population_base, lineage

SELECT
    lineage.to_code AS unit_code,
    population_base.base,
    population_base.as_of,
    sum((population_base.count * lineage.millionths + 500000) // 1000000)::BIGINT AS count,
    bool_or(NOT lineage.is_whole) AS is_shared
FROM population_base
INNER JOIN lineage
    ON population_base.unit_code = lineage.from_code
WHERE population_base.edition = '2024'
GROUP BY
    lineage.to_code,
    population_base.base,
    population_base.as_of
HAVING count(*) = max(lineage.parts)
ORDER BY
    lineage.to_code,
    population_base.base,
    population_base.as_of
