-- Of how many communes an area's figures are made on which days: in its own era of those that it holds, in the other
-- one as `area_era` says. Communes that end or begin while their edition goes on count on their own days.
--
-- grain:  one row per (edition, unit_code, era, first_day); the rows of a unit cover the days of both eras
-- after:  area, area_member, era, handover, lineage
-- part:   province

-- An old commune is known of as long as the new one is nothing else.
WITH alone AS (
    SELECT
        lineage.from_edition AS edition,
        lineage.from_code AS unit_code,
        lineage.edition AS era,
        handover.day
    FROM lineage
    INNER JOIN handover
        ON
            lineage.edition = handover.edition
            AND lineage.to_code IN (handover.unit_code, handover.from_code)
    WHERE lineage.is_alone
),

change AS (
    SELECT
        area.edition,
        area.unit_code,
        era.edition AS era,
        era.first_day AS day,
        0 AS communes
    FROM area
    CROSS JOIN era
    UNION ALL
    SELECT
        alone.edition,
        alone.unit_code,
        alone.era,
        alone.day,
        0 AS communes
    FROM alone
    UNION ALL
    SELECT
        area_member.edition,
        area_member.area_code AS unit_code,
        area_member.era,
        greatest(area_member.first_day, era.first_day) AS day,
        1 AS communes
    FROM area_member
    INNER JOIN era
        ON
            area_member.era = era.edition
            AND area_member.first_day <= era.last_day
            AND area_member.last_day >= era.first_day
    UNION ALL
    SELECT
        area_member.edition,
        area_member.area_code AS unit_code,
        area_member.era,
        area_member.last_day + 1 AS day,
        -1 AS communes
    FROM area_member
    INNER JOIN era
        ON
            area_member.era = era.edition
            AND area_member.last_day >= era.first_day
            AND area_member.last_day < era.last_day
),

summed AS (
    SELECT
        change.edition,
        change.unit_code,
        change.era,
        change.day,
        sum(change.communes) AS communes
    FROM change
    GROUP BY
        change.edition,
        change.unit_code,
        change.era,
        change.day
)

SELECT
    summed.edition,
    summed.unit_code,
    summed.era,
    summed.day AS first_day,
    coalesce(lead(summed.day) OVER days - 1, era.last_day) AS last_day,
    (sum(summed.communes) OVER days)::BIGINT AS communes
FROM summed
INNER JOIN era
    ON summed.era = era.edition
WINDOW days AS (PARTITION BY summed.edition, summed.unit_code, summed.era ORDER BY summed.day)
ORDER BY
    summed.edition,
    summed.unit_code,
    summed.era,
    first_day
