-- What was accepted before of the measured units' populations. Where two batches state the same day, the later one
-- counts.
--
-- grain:  one row per unit, base and day
-- after:  merged_unit
-- param:  files     VARCHAR[]  the accepted batches
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: base      VARCHAR
-- column: as_of     DATE
-- column: count     BIGINT

SELECT
    accepted.edition,
    accepted.unit_code,
    accepted.base,
    accepted.as_of,
    arg_max(accepted.count, accepted.filename) AS count
FROM read_parquet($files::VARCHAR[], filename = true) AS accepted
SEMI JOIN measured_unit ON accepted.edition = measured_unit.edition AND accepted.unit_code = measured_unit.unit_code
ANTI JOIN merged_unit
    ON
        accepted.edition = merged_unit.edition
        AND accepted.unit_code = merged_unit.unit_code
        AND accepted.as_of < merged_unit.day
GROUP BY accepted.edition, accepted.unit_code, accepted.base, accepted.as_of
