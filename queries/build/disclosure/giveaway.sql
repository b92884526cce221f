-- Counts from which a smaller one could be reckoned: a total less all that is shown gives back what is hidden.
-- Of the units right below one other, and of those of one group, the next smallest gives away the smallest; of the two
-- levels of a unit, the larger gives away the smaller. Report queries hide a count that gives away one under the
-- setting small_count.
-- Only what is under 100 is kept here, more than the setting may be: a sparse table, whatever the setting is.
--
-- grain:  one row per (edition, unit_code, level, date) of which a count gives a smaller one away
-- after:  area_standing, unit, membership
-- part:   nation

-- Which counts add up to one that is shown: a unit's parts, a group's members, and a unit's groups of one grouping.
WITH beneath AS (
    SELECT
        unit.edition,
        unit.unit_code,
        CASE WHEN unit.kind = 'group' THEN concat(unit.parent_code, ' ', unit.grain) ELSE unit.parent_code END AS whole
    FROM unit
    WHERE unit.parent_code IS NOT NULL
    UNION ALL
    SELECT
        membership.edition,
        membership.unit_code,
        concat('group ', membership.group_code) AS whole
    FROM membership
),

wide AS (
    SELECT
        area_standing.edition,
        area_standing.unit_code,
        area_standing.date,
        max(area_standing.collected) FILTER (WHERE area_standing.level = '1') AS collected_1,
        max(area_standing.collected) FILTER (WHERE area_standing.level = '2') AS collected_2,
        max(area_standing.collected) FILTER (WHERE area_standing.level = 'all') AS collected_all,
        max(area_standing.approved) FILTER (WHERE area_standing.level = '1') AS approved_1,
        max(area_standing.approved) FILTER (WHERE area_standing.level = '2') AS approved_2,
        max(area_standing.approved) FILTER (WHERE area_standing.level = 'all') AS approved_all,
        max(area_standing.activated) FILTER (WHERE area_standing.level = '1') AS activated_1,
        max(area_standing.activated) FILTER (WHERE area_standing.level = '2') AS activated_2,
        max(area_standing.activated) FILTER (WHERE area_standing.level = 'all') AS activated_all
    FROM area_standing
    GROUP BY
        area_standing.edition,
        area_standing.unit_code,
        area_standing.date
),

long AS (
    SELECT
        wide.edition,
        wide.unit_code,
        wide.date,
        unnest(['collected', 'approved', 'activated']) AS stage,
        unnest([wide.collected_1, wide.approved_1, wide.activated_1]) AS one,
        unnest([wide.collected_2, wide.approved_2, wide.activated_2]) AS two,
        unnest([wide.collected_all, wide.approved_all, wide.activated_all]) AS whole
    FROM wide
),

-- Zeros are shown, so that they hide nothing and nothing hides behind them.
figure AS (
    SELECT
        long.*,
        least(nullif(long.one, 0), nullif(long.two, 0)) AS weaker
    FROM long
    WHERE
        long.one > 0
        OR long.two > 0
        OR long.whole > 0
),

beside AS (
    SELECT
        figure.edition,
        figure.date,
        figure.stage,
        min((figure.whole, figure.unit_code), 2) FILTER (WHERE figure.whole > 0) AS wholes,
        min((figure.weaker, figure.unit_code)) FILTER (WHERE figure.weaker > 0) AS weakest,
        min((figure.weaker, figure.unit_code), 2) FILTER (WHERE figure.one > 0 AND figure.two > 0) AS weak
    FROM figure
    INNER JOIN beneath
        ON
            figure.edition = beneath.edition
            AND figure.unit_code = beneath.unit_code
    GROUP BY
        figure.edition,
        beneath.whole,
        figure.date,
        figure.stage
    HAVING least(min(nullif(figure.whole, 0)), min(figure.weaker)) < 100
),

-- A unit whose both levels together are hidden has its levels hidden too, for they would add up to it.
next_smallest AS (
    SELECT
        beside.edition,
        beside.wholes[2][2] AS unit_code,
        beside.date,
        beside.stage,
        unnest(['all', '1', '2']) AS level,
        beside.wholes[1][1] AS count
    FROM beside
    UNION ALL
    SELECT
        beside.edition,
        CASE WHEN beside.weak[1][2] = beside.weakest[2] THEN beside.weak[2][2] ELSE beside.weak[1][2] END AS unit_code,
        beside.date,
        beside.stage,
        unnest(['1', '2']) AS level,
        beside.weakest[1] AS count
    FROM beside
    UNION ALL
    SELECT
        figure.edition,
        figure.unit_code,
        figure.date,
        figure.stage,
        CASE WHEN figure.one < figure.two THEN '2' ELSE '1' END AS level,
        figure.weaker AS count
    FROM figure
    WHERE
        figure.one > 0
        AND figure.two > 0
        AND figure.one <> figure.two
        AND figure.weaker < 100
)

SELECT
    next_smallest.edition,
    next_smallest.unit_code,
    next_smallest.level,
    next_smallest.date,
    min(next_smallest.count) FILTER (WHERE next_smallest.stage = 'collected') AS collected,
    min(next_smallest.count) FILTER (WHERE next_smallest.stage = 'approved') AS approved,
    min(next_smallest.count) FILTER (WHERE next_smallest.stage = 'activated') AS activated
FROM next_smallest
INNER JOIN figure
    ON
        next_smallest.edition = figure.edition
        AND next_smallest.unit_code = figure.unit_code
        AND next_smallest.date = figure.date
        AND next_smallest.stage = figure.stage
WHERE
    next_smallest.count < 100
    AND CASE next_smallest.level WHEN '1' THEN figure.one WHEN '2' THEN figure.two ELSE figure.whole END > 0
GROUP BY
    next_smallest.edition,
    next_smallest.unit_code,
    next_smallest.level,
    next_smallest.date
ORDER BY
    next_smallest.edition,
    next_smallest.date,
    next_smallest.level,
    next_smallest.unit_code
