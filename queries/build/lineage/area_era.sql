-- Of which edition's reports an area's figures are made in each era, and of how many communes. In its own era those
-- are its own communes; in the other one, official areas are made of that era's communes, while communes and free
-- groupings are made of figures carried to the edition's own communes.
-- With its number of communes, the names of the unit and of the one above, the days of the era on which these hold, and
-- the days on which the unit stands in it: in the other era, if it did on the first or last day of its edition.
-- An area of 2024 across whose border a commune of 2025 lies is not divisible: its figures after the reform are not
-- known.
--
-- grain:  one row per (edition, unit_code, first_day); a day is in one row of each unit
-- after:  area, area_name, area_size, area_within, era, handover, lineage
-- part:   province

WITH later AS (
    SELECT
        area_within.area_code,
        bool_and(area_within.is_inside) AS is_divisible
    FROM area_within
    WHERE area_within.grain = 'commune'
    GROUP BY area_within.area_code
),

alone AS (
    SELECT
        lineage.from_code AS unit_code,
        min(handover.day) AS until
    FROM lineage
    LEFT JOIN handover
        ON
            handover.edition = '2025'
            AND lineage.to_code IN (handover.unit_code, handover.from_code)
    WHERE lineage.is_alone
    GROUP BY lineage.from_code
),

former AS (
    SELECT DISTINCT lineage.to_code AS area_code
    FROM lineage
    WHERE lineage.grain <> 'commune'
),

told AS (
    SELECT
        area.edition,
        area.unit_code,
        area.edition AS era,
        area.edition AS source,
        TRUE AS is_divisible,
        NULL::DATE AS until
    FROM area
    UNION ALL
    SELECT
        '2025' AS edition,
        area.unit_code,
        '2024' AS era,
        CASE WHEN former.area_code IS NULL THEN '2025' ELSE '2024' END AS source,
        TRUE AS is_divisible,
        NULL::DATE AS until
    FROM area
    LEFT JOIN former
        ON area.unit_code = former.area_code
    WHERE area.edition = '2025'
    UNION ALL
    SELECT
        '2024' AS edition,
        area.unit_code,
        '2025' AS era,
        CASE WHEN area.grain = 'commune' THEN '2024' ELSE '2025' END AS source,
        CASE
            WHEN area.grain = 'commune' THEN alone.unit_code IS NOT NULL
            ELSE coalesce(later.is_divisible, FALSE)
        END AS is_divisible,
        alone.until
    FROM area
    LEFT JOIN later
        ON area.unit_code = later.area_code
    LEFT JOIN alone
        ON area.unit_code = alone.unit_code
    WHERE area.edition = '2024'
)

SELECT
    told.edition,
    told.unit_code,
    area.grain,
    area_name.unit_name,
    area_name.sort_key,
    area_name.parent_name,
    told.era,
    greatest(area_size.first_day, area_name.first_day) AS first_day,
    least(area_size.last_day, area_name.last_day) AS last_day,
    CASE
        WHEN told.era = told.edition THEN area.valid_from
        WHEN
            greatest(least(era.first_day, own_era.last_day), own_era.first_day)
            BETWEEN area.valid_from AND area.valid_to
            THEN DATE '0001-01-01'
        ELSE DATE '9999-12-31'
    END AS valid_from,
    CASE WHEN told.era = told.edition THEN area.valid_to ELSE DATE '9999-12-31' END AS valid_to,
    told.source,
    area_size.communes,
    told.is_divisible AND coalesce(area_size.first_day < told.until, TRUE) AS is_divisible
FROM told
INNER JOIN era
    ON told.era = era.edition
INNER JOIN era AS own_era
    ON told.edition = own_era.edition
INNER JOIN area
    ON
        told.edition = area.edition
        AND told.unit_code = area.unit_code
INNER JOIN area_name
    ON
        told.edition = area_name.edition
        AND told.unit_code = area_name.unit_code
INNER JOIN area_size
    ON
        told.edition = area_size.edition
        AND told.unit_code = area_size.unit_code
        AND told.era = area_size.era
        AND area_name.last_day >= area_size.first_day
        AND area_name.first_day <= area_size.last_day
ORDER BY
    told.edition,
    told.era,
    area.grain,
    told.unit_code,
    first_day
