-- How many people the measured units have, as far as that is known. The office's own numbers come before carried ones,
-- eligible people before all residents; doubtful and estimated numbers measure nobody.
--
-- grain:  one row per unit
-- after:  merged_unit, previous_population
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: base      VARCHAR
-- column: count     BIGINT

WITH known AS (
    SELECT
        previous_population.edition,
        previous_population.unit_code,
        previous_population.base,
        previous_population.as_of,
        previous_population.count,
        true AS is_accepted
    FROM previous_population
    UNION ALL
    SELECT
        carried.edition,
        carried.unit_code,
        carried.base,
        carried.as_of::DATE AS as_of,
        carried.count::BIGINT AS count,
        false AS is_accepted
    FROM source_population AS carried
    SEMI JOIN measured_unit ON carried.edition = measured_unit.edition AND carried.unit_code = measured_unit.unit_code
    ANTI JOIN merged_unit
        ON
            carried.edition = merged_unit.edition
            AND carried.unit_code = merged_unit.unit_code
            AND carried.as_of::DATE < merged_unit.day
    WHERE carried.quality IN ('published', 'repaired')
)

SELECT
    known.edition,
    known.unit_code,
    known.base,
    known.count
FROM known
WHERE known.base IN ('eligible', 'permanent_residents') AND known.count > 0
QUALIFY
    row_number() OVER (
        PARTITION BY known.edition, known.unit_code
        ORDER BY known.is_accepted DESC, known.base = 'eligible' DESC, known.as_of DESC
    ) = 1
