-- Of which edition's reports an area's figures are made in each era, and of how many communes. In its own era those
-- are its own communes; in the other one, official areas are made of that era's communes, while communes and free
-- groupings are made of figures carried to the edition's own communes.
-- With the name of the unit and of the one above, the days of the era on which these hold, and the days on which the
-- unit stands in it: in the other era, if it did on the first or last day of its edition.
-- An area of 2024 across whose border a commune of 2025 lies is not divisible: its figures after the reform are not
-- known.
--
-- grain:  one row per (edition, unit_code, first_day); a day is in one row of each unit
-- after:  area, area_name, era, unit_ancestor, lineage

-- The communes of 2025 that came from ground within an area of 2024, and how much of each.
WITH ground AS (
    SELECT
        unit_ancestor.ancestor_code AS area_code,
        lineage.to_code,
        count(*) AS parts_inside,
        max(lineage.parts) AS parts
    FROM lineage
    INNER JOIN unit_ancestor
        ON
            unit_ancestor.edition = '2024'
            AND lineage.from_code = unit_ancestor.unit_code
    WHERE lineage.grain = 'commune'
    GROUP BY
        unit_ancestor.ancestor_code,
        lineage.to_code
),

later AS (
    SELECT
        ground.area_code,
        count(*) FILTER (WHERE ground.parts_inside = ground.parts) AS communes,
        bool_and(ground.parts_inside = ground.parts) AS is_divisible
    FROM ground
    GROUP BY ground.area_code
),

former AS (
    SELECT
        lineage.to_code AS area_code,
        sum(area.communes) AS communes
    FROM lineage
    INNER JOIN area
        ON
            area.edition = '2024'
            AND lineage.from_code = area.unit_code
    WHERE lineage.grain <> 'commune'
    GROUP BY lineage.to_code
),

told AS (
    SELECT
        area.edition,
        area.unit_code,
        area.edition AS era,
        area.edition AS source,
        area.communes,
        TRUE AS is_divisible
    FROM area
    UNION ALL
    SELECT
        '2025' AS edition,
        area.unit_code,
        '2024' AS era,
        CASE WHEN former.area_code IS NULL THEN '2025' ELSE '2024' END AS source,
        coalesce(former.communes, area.communes)::BIGINT AS communes,
        TRUE AS is_divisible
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
        CASE WHEN area.grain = 'commune' THEN area.communes ELSE coalesce(later.communes, 0) END AS communes,
        CASE
            WHEN area.grain = 'commune' THEN lineage.is_alone IS NOT NULL
            ELSE coalesce(later.is_divisible, FALSE)
        END AS is_divisible
    FROM area
    LEFT JOIN later
        ON area.unit_code = later.area_code
    LEFT JOIN lineage
        ON
            area.grain = 'commune'
            AND area.unit_code = lineage.from_code
            AND lineage.is_alone
    WHERE area.edition = '2024'
)

SELECT
    told.edition,
    told.unit_code,
    area.grain,
    area_name.unit_name,
    area_name.sort_name,
    area_name.parent_name,
    told.era,
    greatest(era.first_day, area_name.first_day) AS first_day,
    least(era.last_day, area_name.last_day) AS last_day,
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
    told.communes,
    told.is_divisible
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
        AND era.first_day <= area_name.last_day
        AND era.last_day >= area_name.first_day
ORDER BY
    told.edition,
    told.era,
    area.grain,
    told.unit_code,
    first_day
