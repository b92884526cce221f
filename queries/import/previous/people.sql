-- How many people the measured units have, as far as that is known. The office's own numbers come before carried ones,
-- eligible people before all residents.
--
-- grain:  one row per unit
-- after:  carried_people, previous_population
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
        1 AS turn
    FROM previous_population
    UNION ALL
    SELECT
        carried_people.edition,
        carried_people.unit_code,
        carried_people.base,
        carried_people.as_of,
        carried_people.count,
        carried_people.turn
    FROM carried_people
    SEMI JOIN measured_unit
        ON
            carried_people.edition = measured_unit.edition
            AND carried_people.unit_code = measured_unit.unit_code
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
        ORDER BY known.turn, known.base = 'eligible' DESC, known.as_of DESC
    ) = 1
