-- Of how many communes an area's figures are made on which days: in its own era of those that it holds, in the other
-- one as `area_era` says. Communes that end or begin while their edition goes on count on their own days.
--
-- grain:  one row per (edition, unit_code, era, first_day); the rows of a unit cover the days of both eras
-- after:  area, era, handover, unit, unit_ancestor, lineage, area_within
-- part:   province

WITH commune AS (
    SELECT
        unit.edition,
        unit.unit_code,
        coalesce(unit.valid_from, DATE '0001-01-01') AS first_day,
        coalesce(unit.valid_to, DATE '9999-12-31') AS last_day
    FROM unit
    WHERE unit.grain = 'commune'
),

member AS (
    SELECT
        unit_ancestor.edition,
        unit_ancestor.ancestor_code AS unit_code,
        unit_ancestor.edition AS era,
        commune.first_day,
        commune.last_day
    FROM unit_ancestor
    INNER JOIN commune
        ON
            unit_ancestor.edition = commune.edition
            AND unit_ancestor.unit_code = commune.unit_code
    UNION ALL
    -- Before the reform, the communes of what an official area was.
    SELECT
        lineage.edition,
        lineage.to_code AS unit_code,
        lineage.from_edition AS era,
        commune.first_day,
        commune.last_day
    FROM lineage
    INNER JOIN unit_ancestor
        ON
            lineage.from_edition = unit_ancestor.edition
            AND lineage.from_code = unit_ancestor.ancestor_code
    INNER JOIN commune
        ON
            unit_ancestor.edition = commune.edition
            AND unit_ancestor.unit_code = commune.unit_code
    WHERE lineage.grain <> 'commune'
    UNION ALL
    -- Of any other, those that it held on the first day after.
    SELECT
        unit_ancestor.edition,
        unit_ancestor.ancestor_code AS unit_code,
        era.edition_before AS era,
        DATE '0001-01-01' AS first_day,
        DATE '9999-12-31' AS last_day
    FROM unit_ancestor
    INNER JOIN commune
        ON
            unit_ancestor.edition = commune.edition
            AND unit_ancestor.unit_code = commune.unit_code
    INNER JOIN era
        ON
            unit_ancestor.edition = era.edition
            AND era.first_day BETWEEN commune.first_day AND commune.last_day
    ANTI JOIN lineage
        ON
            lineage.grain <> 'commune'
            AND unit_ancestor.edition = lineage.edition
            AND unit_ancestor.ancestor_code = lineage.to_code
    WHERE era.edition_before IS NOT NULL
    UNION ALL
    SELECT
        area_within.edition,
        area_within.area_code AS unit_code,
        era.edition_after AS era,
        commune.first_day,
        commune.last_day
    FROM area_within
    INNER JOIN era
        ON area_within.edition = era.edition
    INNER JOIN commune
        ON
            era.edition_after = commune.edition
            AND area_within.unit_code = commune.unit_code
    INNER JOIN area
        ON
            area_within.edition = area.edition
            AND area_within.area_code = area.unit_code
    WHERE
        area_within.is_inside
        AND area_within.grain = 'commune'
        AND area.grain <> 'commune'
    UNION ALL
    SELECT
        area.edition,
        area.unit_code,
        era.edition_after AS era,
        DATE '0001-01-01' AS first_day,
        DATE '9999-12-31' AS last_day
    FROM area
    INNER JOIN era
        ON area.edition = era.edition
    WHERE
        era.edition_after IS NOT NULL
        AND area.grain = 'commune'
),

-- An old commune is known of as long as the new one is nothing else.
alone AS (
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
        member.edition,
        member.unit_code,
        member.era,
        greatest(member.first_day, era.first_day) AS day,
        1 AS communes
    FROM member
    INNER JOIN era
        ON
            member.era = era.edition
            AND member.first_day <= era.last_day
            AND member.last_day >= era.first_day
    UNION ALL
    SELECT
        member.edition,
        member.unit_code,
        member.era,
        member.last_day + 1 AS day,
        -1 AS communes
    FROM member
    INNER JOIN era
        ON
            member.era = era.edition
            AND member.last_day >= era.first_day
            AND member.last_day < era.last_day
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
