-- Whose reports an area's figure is made of: its own where it reports as a whole and no part of it knows newer, else
-- those of the units within it, each person counted once (a district that reports as a whole stands for its communes).
--
-- On days of the edition's own era: `contributor` knows the other one as well.
--
-- grain:  one row per (edition, level, area_code, unit_code)
-- after:  reported_standing, carried_forward, unit_ancestor, area
-- part:   province

WITH own_era AS (
    SELECT
        reported_standing.edition,
        reported_standing.level,
        reported_standing.unit_code,
        reported_standing.reported_at
    FROM reported_standing
    UNION ALL
    SELECT
        carried_forward.edition,
        carried_forward.level,
        carried_forward.unit_code,
        carried_forward.reported_at
    FROM carried_forward
),

reporter AS (
    SELECT
        own_era.edition,
        own_era.level,
        own_era.unit_code,
        max(own_era.reported_at)::DATE AS newest
    FROM own_era
    GROUP BY
        own_era.edition,
        own_era.level,
        own_era.unit_code
),

pair AS (
    SELECT
        reporter.edition,
        reporter.level,
        reporter.unit_code,
        reporter.newest,
        unit_ancestor.grain,
        unit_ancestor.ancestor_code AS area_code
    FROM reporter
    INNER JOIN unit_ancestor
        ON
            reporter.edition = unit_ancestor.edition
            AND reporter.unit_code = unit_ancestor.unit_code
),

part AS (
    SELECT
        pair.edition,
        pair.level,
        pair.area_code,
        max(pair.newest) AS newest
    FROM pair
    WHERE pair.unit_code <> pair.area_code
    GROUP BY
        pair.edition,
        pair.level,
        pair.area_code
),

-- One report of a district, once sent, must not hold its figure still while its communes go on reporting.
counting AS (
    SELECT pair.*
    FROM pair
    LEFT JOIN part
        ON
            pair.edition = part.edition
            AND pair.level = part.level
            AND pair.unit_code = part.area_code
    WHERE
        part.newest IS NULL
        OR pair.newest >= part.newest
),

-- All that stand above a unit, found first: in one step with the rest, all units of the nation met all others.
above AS MATERIALIZED (
    SELECT
        counting.edition,
        counting.level,
        counting.area_code,
        counting.unit_code,
        unit_ancestor.ancestor_code
    FROM counting
    INNER JOIN unit_ancestor
        ON
            counting.edition = unit_ancestor.edition
            AND counting.unit_code = unit_ancestor.unit_code
            AND counting.unit_code <> unit_ancestor.ancestor_code
),

-- A unit is left out where another reporter stands between it and the area, or is the area.
covered AS (
    SELECT DISTINCT
        above.edition,
        above.level,
        above.area_code,
        above.unit_code
    FROM above
    INNER JOIN counting
        ON
            above.edition = counting.edition
            AND above.level = counting.level
            AND above.area_code = counting.area_code
            AND above.ancestor_code = counting.unit_code
)

SELECT
    counting.edition,
    counting.level,
    counting.area_code,
    counting.unit_code,
    counting.grain,
    area.communes
FROM counting
INNER JOIN area
    ON
        counting.edition = area.edition
        AND counting.unit_code = area.unit_code
ANTI JOIN covered
    ON
        counting.edition = covered.edition
        AND counting.level = covered.level
        AND counting.area_code = covered.area_code
        AND counting.unit_code = covered.unit_code
ORDER BY
    counting.edition,
    counting.level,
    counting.area_code,
    counting.unit_code
