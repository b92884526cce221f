-- In how many of their hamlets (ấp, khóm, thôn) units of one grain had a mobile group by a day: what each commune sent
-- last, summed; where none of a larger unit's communes sent any, what that unit sent itself.
--
-- grain:  one row per unit of the given grain within the parent of which a file tells, the least covered first
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  as_of              DATE           last day counted
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  grain              VARCHAR        nation, province, district, commune or a grouping
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR
-- column: hamlets            BIGINT         hamlets that the units have which sent any
-- column: visited            BIGINT         of them with a mobile group by then
-- column: first_day          DATE           the earliest day of which a unit tells
-- column: last_day           DATE           and the latest one
-- column: units              BIGINT         communes that sent any
-- column: communes           BIGINT         communes that the unit has

WITH newest AS (
    SELECT
        hamlet_report.unit_code,
        unit.grain,
        max(hamlet_report.as_of) AS as_of,
        arg_max(hamlet_report.hamlets, hamlet_report.as_of) AS hamlets,
        arg_max(hamlet_report.visited, hamlet_report.as_of) AS visited
    FROM hamlet_report
    INNER JOIN unit
        ON
            hamlet_report.edition = unit.edition
            AND hamlet_report.unit_code = unit.unit_code
    WHERE
        hamlet_report.edition = $edition::VARCHAR
        AND hamlet_report.as_of <= $as_of::DATE
    GROUP BY
        hamlet_report.unit_code,
        unit.grain
),

inside AS (
    SELECT unit_ancestor.unit_code
    FROM unit_ancestor
    WHERE
        unit_ancestor.edition = $edition::VARCHAR
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
        AND unit_ancestor.grain = $grain::VARCHAR
),

member AS (
    SELECT
        inside.unit_code,
        unit_ancestor.unit_code AS member_code,
        unit_ancestor.grain = 'commune' AS is_commune
    FROM inside
    INNER JOIN unit_ancestor
        ON
            inside.unit_code = unit_ancestor.ancestor_code
            AND unit_ancestor.edition = $edition::VARCHAR
    WHERE
        unit_ancestor.grain = 'commune'
        OR unit_ancestor.unit_code = inside.unit_code
),

sent AS (
    SELECT
        member.unit_code,
        member.is_commune,
        newest.* EXCLUDE (unit_code, grain)
    FROM member
    INNER JOIN newest
        ON member.member_code = newest.unit_code
    QUALIFY member.is_commune = bool_or(member.is_commune) OVER (PARTITION BY member.unit_code)
),

size AS (
    SELECT
        member.unit_code,
        count(*) FILTER (WHERE member.is_commune) AS communes
    FROM member
    GROUP BY member.unit_code
),

summed AS (
    SELECT
        sent.unit_code,
        sum(sent.hamlets)::BIGINT AS hamlets,
        sum(sent.visited)::BIGINT AS visited,
        min(sent.as_of) AS first_day,
        max(sent.as_of) AS last_day,
        count(*) FILTER (WHERE sent.is_commune) AS units
    FROM sent
    GROUP BY sent.unit_code
)

SELECT
    summed.unit_code,
    area_name.unit_name,
    summed.hamlets,
    summed.visited,
    summed.first_day,
    summed.last_day,
    summed.units,
    size.communes
FROM summed
INNER JOIN size
    ON summed.unit_code = size.unit_code
INNER JOIN area_name
    ON
        summed.unit_code = area_name.unit_code
        AND area_name.edition = $edition::VARCHAR
        AND summed.last_day BETWEEN area_name.first_day AND area_name.last_day
ORDER BY
    summed.visited / summed.hamlets,
    summed.visited - summed.hamlets,
    area_name.sort_key COLLATE vi,
    summed.unit_code
