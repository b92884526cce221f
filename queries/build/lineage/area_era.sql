-- Of which edition's reports an area's figures are made in each era, and of how many communes. In its own era those
-- are its own communes; in the other one, official areas are made of that era's communes, while communes and free
-- groupings are made of figures carried to the edition's own communes.
-- With its number of communes, the names of the unit and of the one above, the days of the era on which these hold, and
-- the days on which the unit stands in it: in the other era, if it did on the first or last day of its edition.
-- An area across whose border a commune of the next edition lies is not divisible: its figures after the reform are
-- not known.
--
-- grain:  one row per (edition, unit_code, first_day); a day is in one row of each unit
-- after:  area, area_name, area_size, area_within, era, handover, lineage
-- part:   province
-- as:     published

WITH later AS (
    SELECT
        area_within.edition,
        area_within.area_code,
        bool_and(area_within.is_inside) AS is_divisible
    FROM area_within
    WHERE area_within.grain = 'commune'
    GROUP BY
        area_within.edition,
        area_within.area_code
),

alone AS (
    SELECT
        lineage.from_edition AS edition,
        lineage.from_code AS unit_code,
        min(handover.day) AS until
    FROM lineage
    LEFT JOIN handover
        ON
            lineage.edition = handover.edition
            AND lineage.to_code IN (handover.unit_code, handover.from_code)
    WHERE lineage.is_alone
    GROUP BY
        lineage.from_edition,
        lineage.from_code
),

former AS (
    SELECT DISTINCT
        lineage.edition,
        lineage.to_code AS unit_code
    FROM lineage
    WHERE lineage.grain <> 'commune'
),

seen AS (
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
        area.edition,
        area.unit_code,
        era.edition_before AS era,
        CASE WHEN former.unit_code IS NULL THEN area.edition ELSE era.edition_before END AS source,
        TRUE AS is_divisible,
        NULL::DATE AS until
    FROM area
    INNER JOIN era
        ON
            area.edition = era.edition
            AND era.edition_before IS NOT NULL
    LEFT JOIN former
        ON
            area.edition = former.edition
            AND area.unit_code = former.unit_code
    UNION ALL
    SELECT
        area.edition,
        area.unit_code,
        era.edition_after AS era,
        CASE WHEN area.grain = 'commune' THEN area.edition ELSE era.edition_after END AS source,
        CASE
            WHEN area.grain = 'commune' THEN alone.unit_code IS NOT NULL
            ELSE coalesce(later.is_divisible, FALSE)
        END AS is_divisible,
        alone.until
    FROM area
    INNER JOIN era
        ON
            area.edition = era.edition
            AND era.edition_after IS NOT NULL
    LEFT JOIN later
        ON
            area.edition = later.edition
            AND area.unit_code = later.area_code
    LEFT JOIN alone
        ON
            area.edition = alone.edition
            AND area.unit_code = alone.unit_code
)

SELECT
    seen.edition,
    seen.unit_code,
    area.grain,
    area_name.unit_name,
    area_name.sort_key,
    area_name.parent_name,
    seen.era,
    greatest(area_size.first_day, area_name.first_day) AS first_day,
    least(area_size.last_day, area_name.last_day) AS last_day,
    CASE
        WHEN seen.era = seen.edition THEN area.valid_from
        WHEN
            greatest(least(era.first_day, own_era.last_day), own_era.first_day)
            BETWEEN area.valid_from AND area.valid_to
            THEN DATE '0001-01-01'
        ELSE DATE '9999-12-31'
    END AS valid_from,
    CASE WHEN seen.era = seen.edition THEN area.valid_to ELSE DATE '9999-12-31' END AS valid_to,
    seen.source,
    area_size.communes,
    seen.is_divisible AND coalesce(area_size.first_day < seen.until, TRUE) AS is_divisible
FROM seen
INNER JOIN era
    ON seen.era = era.edition
INNER JOIN era AS own_era
    ON seen.edition = own_era.edition
INNER JOIN area
    ON
        seen.edition = area.edition
        AND seen.unit_code = area.unit_code
INNER JOIN area_name
    ON
        seen.edition = area_name.edition
        AND seen.unit_code = area_name.unit_code
INNER JOIN area_size
    ON
        seen.edition = area_size.edition
        AND seen.unit_code = area_size.unit_code
        AND seen.era = area_size.era
        AND area_name.last_day >= area_size.first_day
        AND area_name.first_day <= area_size.last_day
ORDER BY
    seen.edition,
    seen.era,
    area.grain,
    seen.unit_code,
    first_day
