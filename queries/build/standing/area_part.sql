-- The parts of an area, whether they report or not: those whose reports it is made of (`contributor`), and the communes
-- for which none of these speaks; with the days on which each exists.
--
-- grain:  one row per (edition, era, level, area_code, unit_code)
-- after:  contributor, area_member, area, unit_ancestor
-- part:   province
-- across: members
-- as:     published

WITH spoken_for AS (
    SELECT
        area_member.edition,
        area_member.area_code,
        area_member.era,
        area_member.unit_code,
        contributor.level
    FROM area_member
    INNER JOIN unit_ancestor
        ON
            area_member.source = unit_ancestor.edition
            AND area_member.unit_code = unit_ancestor.unit_code
    INNER JOIN contributor
        ON
            area_member.edition = contributor.edition
            AND area_member.area_code = contributor.area_code
            AND area_member.era = contributor.era
            AND area_member.source = contributor.source
            AND unit_ancestor.ancestor_code = contributor.unit_code
),

every_level AS (
    SELECT
        area_member.*,
        levels.level
    FROM area_member
    CROSS JOIN (VALUES ('1'), ('2'), ('all')) AS levels (level)
)

SELECT
    contributor.edition,
    contributor.era,
    contributor.source,
    contributor.level,
    contributor.area_code,
    contributor.unit_code,
    contributor.grain,
    contributor.communes,
    coalesce(area_member.first_day, area.valid_from) AS first_day,
    coalesce(area_member.last_day, area.valid_to) AS last_day
FROM contributor
INNER JOIN area
    ON
        contributor.source = area.edition
        AND contributor.unit_code = area.unit_code
LEFT JOIN area_member
    ON
        contributor.edition = area_member.edition
        AND contributor.area_code = area_member.area_code
        AND contributor.era = area_member.era
        AND contributor.source = area_member.source
        AND contributor.unit_code = area_member.unit_code
UNION ALL
SELECT
    every_level.edition,
    every_level.era,
    every_level.source,
    every_level.level,
    every_level.area_code,
    every_level.unit_code,
    'commune' AS grain,
    1 AS communes,
    every_level.first_day,
    every_level.last_day
FROM every_level
ANTI JOIN spoken_for
    ON
        every_level.edition = spoken_for.edition
        AND every_level.area_code = spoken_for.area_code
        AND every_level.era = spoken_for.era
        AND every_level.unit_code = spoken_for.unit_code
        AND every_level.level = spoken_for.level
ORDER BY
    edition,
    era,
    level,
    area_code,
    unit_code
