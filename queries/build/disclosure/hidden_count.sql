-- The counts that nobody is shown: those from 1 to below small_count, and those from which one of these could be
-- computed, for a total less all that is shown gives back what is hidden.
-- Within a province, whatever holds a unit with a small count and not its mate, or its mate alone (see `hidden_pair`);
-- where these do not report in the same form, levels are hidden of all areas that hold either.
-- Provinces among one another: the next smallest gives away the smallest, day by day.
-- Where one level is small, the other is hidden too, even if it is zero.
-- gives_away says that another count could be computed from this one, be it small itself or not.
--
-- grain:  one row per (edition, unit_code, level, stage, date) that is hidden
-- part:   nation
-- across: anew
-- after:  small_area_count, hidden_pair, area_count, contributor, unit, membership, beyond_provinces, era, build
-- from:   small_area_count, hidden_pair
-- column: edition    VARCHAR
-- column: unit_code  VARCHAR
-- column: level      VARCHAR
-- column: stage      VARCHAR
-- column: date       DATE
-- column: gives_away BOOLEAN

-- Whatever holds one of the two and not the other.
WITH apart AS (
    SELECT
        contributor.edition,
        contributor.area_code AS unit_code,
        contributor.level,
        hidden_pair.era,
        hidden_pair.stage,
        hidden_pair.hidden_from,
        hidden_pair.shown_from
    FROM hidden_pair
    INNER JOIN contributor
        ON
            hidden_pair.edition = contributor.source
            AND hidden_pair.era = contributor.era
            AND contributor.unit_code IN (hidden_pair.unit_code, hidden_pair.mate_code)
            AND (hidden_pair.is_whole OR contributor.level <> 'all')
    GROUP BY
        contributor.edition,
        contributor.area_code,
        contributor.level,
        hidden_pair.era,
        hidden_pair.stage,
        hidden_pair.hidden_from,
        hidden_pair.shown_from,
        hidden_pair.spell,
        hidden_pair.is_mixed
    HAVING count(*) = 1 OR (hidden_pair.is_mixed AND contributor.level <> 'all')
),

-- What adds up to the nation or a region.
beneath AS (
    SELECT
        unit.edition,
        unit.unit_code,
        CASE WHEN unit.kind = 'group' THEN concat(unit.parent_code, ' ', unit.grain) ELSE unit.parent_code END AS whole
    FROM unit
    SEMI JOIN beyond_provinces
        ON
            unit.edition = beyond_provinces.edition
            AND unit.parent_code = beyond_provinces.unit_code
    UNION ALL
    SELECT
        membership.edition,
        membership.unit_code,
        concat('group ', membership.group_code) AS whole
    FROM membership
    SEMI JOIN beyond_provinces
        ON
            membership.edition = beyond_provinces.edition
            AND membership.group_code = beyond_provinces.unit_code
),

-- The sums that hold a small count, with all their parts, the levels of each side by side.
touched AS (
    SELECT DISTINCT
        beneath.edition,
        beneath.whole,
        small.stage,
        small.date
    FROM small_area_count AS small
    INNER JOIN beneath
        ON
            small.edition = beneath.edition
            AND small.unit_code = beneath.unit_code
),

part AS (
    SELECT
        touched.edition,
        touched.whole,
        touched.stage,
        touched.date,
        beneath.unit_code,
        max(area_count.count) FILTER (WHERE area_count.level = 'all') AS both_levels,
        max(area_count.count) FILTER (WHERE area_count.level = '1') AS level_1,
        max(area_count.count) FILTER (WHERE area_count.level = '2') AS level_2
    FROM touched
    INNER JOIN beneath
        ON
            touched.edition = beneath.edition
            AND touched.whole = beneath.whole
    INNER JOIN area_count
        ON
            beneath.edition = area_count.edition
            AND beneath.unit_code = area_count.unit_code
            AND touched.stage = area_count.stage
            AND touched.date = area_count.date
    GROUP BY
        touched.edition,
        touched.whole,
        touched.stage,
        touched.date,
        beneath.unit_code
),

smallest AS (
    SELECT
        part.edition,
        part.stage,
        part.date,
        min((part.both_levels, part.unit_code), 2) FILTER (WHERE part.both_levels > 0) AS wholes,
        min((least(nullif(part.level_1, 0), nullif(part.level_2, 0)), part.unit_code)) FILTER (
            WHERE part.level_1 > 0 OR part.level_2 > 0
        ) AS weakest,
        -- A level of nobody is the last to hide another one behind.
        min((least(part.level_1, part.level_2) = 0, least(part.level_1, part.level_2), part.unit_code), 2) FILTER (
            WHERE part.level_1 + part.level_2 > 0
        ) AS weak
    FROM part
    GROUP BY
        part.edition,
        part.whole,
        part.stage,
        part.date
),

-- A unit whose both levels together are hidden has its levels hidden too, for they would add up to it.
given_away AS (
    SELECT
        smallest.edition,
        smallest.wholes[2][2] AS unit_code,
        unnest(['all', '1', '2']) AS level,
        smallest.stage,
        smallest.date
    FROM smallest
    INNER JOIN build
        ON smallest.wholes[1][1] < build.small_count
    UNION ALL
    SELECT
        smallest.edition,
        CASE WHEN smallest.weak[1][3] = smallest.weakest[2] THEN smallest.weak[2][3] ELSE smallest.weak[1][3] END
            AS unit_code,
        unnest(['1', '2']) AS level,
        smallest.stage,
        smallest.date
    FROM smallest
    INNER JOIN build
        ON smallest.weakest[1] < build.small_count
    UNION ALL
    SELECT
        small.edition,
        small.unit_code,
        CASE small.level WHEN '1' THEN '2' ELSE '1' END AS level,
        small.stage,
        small.date
    FROM small_area_count AS small
    WHERE small.level <> 'all'
),

giving AS (
    SELECT
        area_count.edition,
        area_count.unit_code,
        area_count.level,
        area_count.stage,
        area_count.date
    FROM given_away
    INNER JOIN area_count
        ON
            given_away.edition = area_count.edition
            AND given_away.unit_code = area_count.unit_code
            AND given_away.level = area_count.level
            AND given_away.stage = area_count.stage
            AND given_away.date = area_count.date
            AND (area_count.count > 0 OR given_away.level <> 'all')
    UNION
    SELECT
        area_count.edition,
        area_count.unit_code,
        area_count.level,
        area_count.stage,
        area_count.date
    FROM apart
    INNER JOIN era
        ON apart.era = era.edition
    INNER JOIN area_count
        ON
            apart.edition = area_count.edition
            AND apart.unit_code = area_count.unit_code
            AND apart.level = area_count.level
            AND apart.stage = area_count.stage
            AND apart.hidden_from <= area_count.date
            AND apart.shown_from > area_count.date
            AND area_count.figure_date BETWEEN era.first_day AND era.last_day
)

SELECT
    small.edition,
    small.unit_code,
    small.level,
    small.stage,
    small.date,
    giving.date IS NOT NULL AS gives_away
FROM small_area_count AS small
LEFT JOIN giving
    ON
        small.edition = giving.edition
        AND small.unit_code = giving.unit_code
        AND small.level = giving.level
        AND small.stage = giving.stage
        AND small.date = giving.date
UNION
SELECT
    giving.*,
    TRUE AS gives_away
FROM giving
