-- The version of the figures, and whether any of them are simulated.
--
-- grain:  one row
-- column: version            VARCHAR        first digits of the hash of the batches
-- column: built_at           TIMESTAMP      when this version was put in place
-- column: known_at           TIMESTAMP      when the newest batch of it came in, or was withdrawn or restored
-- column: is_demo            BOOLEAN        simulated figures are in
-- column: small_count        INTEGER        counts from 1 to below this are hidden
-- column: period_days        INTEGER        days between the two moments compared

SELECT
    build.version,
    build.built_at,
    build.known_at,
    build.is_demo,
    build.small_count,
    build.period_days
FROM build
ORDER BY build.version
