-- Which version this warehouse is, when it was built, and when the newest of it came in or was decided.
--
-- grain:  one row
-- part:   nation

SELECT
    source_build.version,
    source_build.built_at,
    source_build.known_at,
    source_build.is_demo
FROM source_build
