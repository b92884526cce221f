-- Both ends of a succession are units that are known.
--
-- on:     warehouse
-- column: edition   VARCHAR
-- column: unit_code VARCHAR  the end that is no unit

WITH named AS (
    SELECT
        succession.from_edition AS edition,
        succession.from_code AS unit_code
    FROM succession
    UNION
    SELECT
        succession.to_edition AS edition,
        succession.to_code AS unit_code
    FROM succession
)

SELECT
    named.edition,
    named.unit_code
FROM named
ANTI JOIN unit
    ON
        named.edition = unit.edition
        AND named.unit_code = unit.unit_code
