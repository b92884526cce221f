-- What a unit's count of a day is the sum of: the units right below it whose reports it is made of; before the reform
-- the former units that it holds, after it the present ones that lie within a former one. No row where the count is the
-- unit's own.
--
-- grain:  one row per unit that is a part
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  as_of              DATE           day of the count
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  stage              VARCHAR        collected, approved or activated
-- column: edition            VARCHAR        edition of the part
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR        as it was called on that day
-- column: counted            BIGINT         NULL where it is hidden
-- column: is_hidden          BOOLEAN        its count is small, or gives a small one away
-- column: reported_at        TIMESTAMP      newest report that its count is made of

WITH moment AS (
    SELECT least($as_of::DATE, max(coverage.last_day)) AS today
    FROM coverage
),

member AS (
    SELECT
        contributor.source,
        contributor.unit_code
    FROM contributor
    INNER JOIN era
        ON contributor.era = era.edition
    INNER JOIN moment
        ON moment.today BETWEEN era.first_day AND era.last_day
    WHERE
        contributor.edition = $edition::VARCHAR
        AND contributor.area_code = $unit::VARCHAR
        AND contributor.level = $level::VARCHAR
        AND (contributor.source <> contributor.edition OR contributor.unit_code <> contributor.area_code)
),

-- The units right below that hold a member, and of a group those that it was put together of; of the other edition,
-- those that went into this one.
holder AS (
    SELECT
        unit.edition AS source,
        unit_ancestor.unit_code,
        unit.unit_code AS held_by
    FROM unit
    INNER JOIN unit_ancestor
        ON
            unit.edition = unit_ancestor.edition
            AND unit.unit_code = unit_ancestor.ancestor_code
    WHERE
        unit.edition = $edition::VARCHAR
        AND unit.parent_code = $unit::VARCHAR
        AND unit.kind <> 'group'
    UNION ALL
    SELECT
        of_group.edition AS source,
        unit_ancestor.unit_code,
        of_group.unit_code AS held_by
    FROM unit AS whole
    INNER JOIN unit_ancestor AS of_group
        ON
            whole.edition = of_group.edition
            AND whole.unit_code = of_group.ancestor_code
            AND whole.unit_code <> of_group.unit_code
    INNER JOIN unit
        ON
            of_group.edition = unit.edition
            AND of_group.unit_code = unit.unit_code
    INNER JOIN unit_ancestor
        ON
            of_group.edition = unit_ancestor.edition
            AND of_group.unit_code = unit_ancestor.ancestor_code
    WHERE
        whole.edition = $edition::VARCHAR
        AND whole.unit_code = $unit::VARCHAR
        AND whole.kind = 'group'
        -- Those above which nothing of the group stands.
        AND NOT EXISTS (
            SELECT 1
            FROM unit_ancestor AS above
            WHERE
                above.edition = unit.edition
                AND above.unit_code = unit.parent_code
                AND above.ancestor_code = whole.unit_code
        )
    UNION ALL
    SELECT
        lineage.from_edition AS source,
        unit_ancestor.unit_code,
        lineage.from_code AS held_by
    FROM lineage
    INNER JOIN unit_ancestor
        ON
            lineage.from_edition = unit_ancestor.edition
            AND lineage.from_code = unit_ancestor.ancestor_code
    WHERE
        lineage.edition = $edition::VARCHAR
        AND lineage.to_code = $unit::VARCHAR
),

part AS (
    SELECT DISTINCT
        member.source AS edition,
        coalesce(holder.held_by, member.unit_code) AS unit_code
    FROM member
    LEFT JOIN holder
        ON
            member.source = holder.source
            AND member.unit_code = holder.unit_code
)

SELECT
    part.edition,
    part.unit_code,
    area_name.unit_name,
    area_progress.count AS counted,
    area_progress.is_hidden,
    area_progress.reported_at
FROM part
CROSS JOIN moment
INNER JOIN area_progress
    ON
        part.edition = area_progress.edition
        AND part.unit_code = area_progress.unit_code
        AND area_progress.level = $level::VARCHAR
        AND area_progress.stage = $stage::VARCHAR
        AND moment.today = area_progress.date
INNER JOIN area_name
    ON
        part.edition = area_name.edition
        AND part.unit_code = area_name.unit_code
        AND moment.today BETWEEN area_name.first_day AND area_name.last_day
ORDER BY
    area_name.sort_key,
    part.unit_code
