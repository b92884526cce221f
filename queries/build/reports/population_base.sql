-- How many people a rate may be divided by: imported bases, and the published population of the units.
--
-- grain:  one row per (edition, unit_code, base, as_of)
-- after:  batch
-- part:   province

WITH known AS (
    SELECT
        accepted_population_base.edition,
        accepted_population_base.unit_code,
        accepted_population_base.base,
        accepted_population_base.as_of,
        accepted_population_base.count,
        accepted_population_base.source,
        accepted_population_base.quality,
        batch.turn,
        batch.batch_id
    FROM accepted_population_base
    INNER JOIN batch
        ON accepted_population_base.batch_id = batch.batch_id
    UNION ALL
    SELECT
        source_population.edition,
        source_population.unit_code,
        source_population.base,
        source_population.as_of::DATE AS as_of,
        source_population.count::BIGINT AS count,
        source_population.source,
        source_population.quality,
        -- Reference data: anything that an office sends itself is preferred.
        -1 AS turn,
        'reference' AS batch_id
    FROM source_population
)

SELECT
    known.edition,
    known.unit_code,
    known.base,
    known.as_of,
    known.count,
    known.source,
    known.quality,
    known.batch_id
FROM known
QUALIFY
    row_number() OVER (
        PARTITION BY
            known.edition,
            known.unit_code,
            known.base,
            known.as_of
        ORDER BY known.turn DESC
    ) = 1
ORDER BY
    known.edition,
    known.unit_code,
    known.base,
    known.as_of
