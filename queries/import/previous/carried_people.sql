-- How many people the units have by what is carried; doubtful and estimated numbers measure nobody. A commune of which
-- no number is carried has no more people than all communes that took over from it.
--
-- grain:  one row per unit, base and day
-- after:  merged_unit, unit
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: base      VARCHAR
-- column: as_of     DATE
-- column: count     BIGINT
-- column: turn      INTEGER  the lower one counts

WITH carried AS MATERIALIZED (
    SELECT
        source_population.edition,
        source_population.unit_code,
        source_population.base,
        source_population.as_of::DATE AS as_of,
        source_population.count::BIGINT AS count
    FROM source_population
    WHERE source_population.quality IN ('published', 'repaired')
)

SELECT
    carried.edition,
    carried.unit_code,
    carried.base,
    carried.as_of,
    carried.count,
    2 AS turn
FROM carried
ANTI JOIN merged_unit
    ON
        carried.edition = merged_unit.edition
        AND carried.unit_code = merged_unit.unit_code
        AND carried.as_of < merged_unit.day
UNION ALL
SELECT
    source_succession.from_edition AS edition,
    source_succession.from_code AS unit_code,
    'permanent_residents' AS base,
    max(carried.as_of) AS as_of,
    sum(carried.count)::BIGINT AS count,
    3 AS turn
FROM source_succession
SEMI JOIN unit
    ON
        source_succession.from_edition = unit.edition
        AND source_succession.from_code = unit.unit_code
        AND unit.grain = 'commune'
LEFT JOIN carried
    ON
        source_succession.to_edition = carried.edition
        AND source_succession.to_code = carried.unit_code
        AND carried.base = 'permanent_residents'
WHERE source_succession.from_edition <> source_succession.to_edition
GROUP BY source_succession.from_edition, source_succession.from_code
HAVING count(carried.count) = count(*)
