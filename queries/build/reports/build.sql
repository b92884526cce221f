-- Which version this warehouse is, when it was built, when the newest of it came in or was decided, and by which
-- settings: counts from 1 to below small_count are hidden, a period is as long as period_days.
--
-- grain:  one row
-- part:   nation
-- as:     published

SELECT
    source_build.version,
    source_build.built_at,
    source_build.known_at,
    source_build.is_demo,
    source_build.small_count,
    source_build.period_days
FROM source_build
