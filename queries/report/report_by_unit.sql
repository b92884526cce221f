-- What units that report themselves had counted at the end of each day on which they did; the figures of a forecast.
-- Days before the reform are those of the units that a unit was made of. Hidden counts are left out.
--
-- grain:  one row per reporting unit and day with a report
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  as_of              DATE           last day
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  stage              VARCHAR        collected, approved or activated
-- column: unit_code          VARCHAR
-- column: date               DATE
-- column: counted            BIGINT         cumulative count, as it is known now

WITH inside AS (
    SELECT DISTINCT contributor.unit_code
    FROM contributor
    INNER JOIN unit_ancestor
        ON
            contributor.edition = unit_ancestor.edition
            AND contributor.unit_code = unit_ancestor.unit_code
    WHERE
        contributor.edition = $edition::VARCHAR
        AND contributor.source = contributor.edition
        AND contributor.level = $level::VARCHAR
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
)

SELECT
    area_progress.unit_code,
    area_progress.date,
    area_progress.count AS counted
FROM area_progress
INNER JOIN inside
    ON area_progress.unit_code = inside.unit_code
WHERE
    area_progress.edition = $edition::VARCHAR
    AND area_progress.level = $level::VARCHAR
    AND area_progress.stage = $stage::VARCHAR
    AND area_progress.date <= $as_of::DATE
    AND area_progress.reported_at::DATE = area_progress.date
    AND NOT area_progress.is_hidden
ORDER BY
    area_progress.unit_code,
    area_progress.date
