-- Which version this warehouse is, and since when.
--
-- grain:  one row

SELECT
    source_build.version,
    source_build.built_at,
    source_build.is_demo
FROM source_build
