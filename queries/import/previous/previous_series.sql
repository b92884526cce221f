-- How much was accepted before of each series, counted roughly: a day that several exports state counts as often as it
-- is stated, since hardly any series comes near to too many.
--
-- grain:  one row per unit, level and stage
-- param:  files     VARCHAR[]  the accepted batches
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: level     VARCHAR
-- column: stage     VARCHAR
-- column: count     HUGEINT

SELECT
    accepted.edition,
    accepted.unit_code,
    accepted.level,
    accepted.stage,
    sum(accepted.count) AS count
FROM read_parquet($files::VARCHAR[]) AS accepted
GROUP BY accepted.edition, accepted.unit_code, accepted.level, accepted.stage
