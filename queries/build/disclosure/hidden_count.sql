-- The counts that nobody is shown: those from 1 to below small_count, and those from which one of these could be
-- computed, for a total less all that is shown gives back what is hidden.
-- Beside each unit that reports a small count stands another one (its mate) whose reports have the same form. Whatever
-- holds one of the two and not the other is hidden as long as both are: one person more here and one less there, and
-- nothing that is shown would be otherwise. A mate is looked for once for all days in a row, in the smallest area whose
-- sum is not small itself, and first among units with new counts on the first day, for what a silent one stands at was
-- shown before. Both are hidden from a day on which both have new counts until another such day.
-- Where no unit of the province reports in the same form, levels are hidden of all areas that hold the unit.
-- Provinces among one another: the next smallest gives away the smallest, day by day.
-- Where one level is small, the other is hidden too, even if it is zero.
-- gives_away says that another count could be computed from this one, be it small itself or not.
--
-- grain:  one row per (edition, unit_code, level, stage, date) that is hidden
-- part:   nation
-- across: anew
-- after:  area_count, contributor, unit, membership, era, build

WITH small AS (
    SELECT
        area_count.edition,
        area_count.unit_code,
        area_count.level,
        area_count.stage,
        area_count.date,
        area_count.date = area_count.figure_date AS is_dated,
        era.edition AS era
    FROM area_count
    INNER JOIN build
        ON area_count.count BETWEEN 1 AND build.small_count - 1
    INNER JOIN era
        ON area_count.figure_date BETWEEN era.first_day AND era.last_day
),

-- Of units that report themselves, the days on which they have a small count, of both levels together or of one; which
-- levels they have any count of, and the areas around them whose sum is small too.
small_day AS (
    SELECT
        small.edition,
        small.era,
        small.unit_code,
        small.stage,
        small.date,
        small.level = 'all' AS is_whole,
        (
            SELECT string_agg(DISTINCT area_count.level, ' ' ORDER BY area_count.level)
            FROM area_count
            WHERE
                area_count.edition = small.edition
                AND area_count.unit_code = small.unit_code
                AND area_count.stage = small.stage
                AND area_count.date = small.date
        ) AS form,
        coalesce(
            list_sort(list(DISTINCT around.area_code) FILTER (WHERE around.area_code <> small.unit_code)), []
        ) AS small_areas
    FROM small
    INNER JOIN contributor AS around
        ON
            small.edition = around.source
            AND small.edition = around.edition
            AND small.era = around.era
            AND small.level = around.level
            AND small.unit_code = around.unit_code
    SEMI JOIN small AS of_area
        ON
            small.edition = of_area.edition
            AND around.area_code = of_area.unit_code
            AND small.level = of_area.level
            AND small.stage = of_area.stage
            AND small.date = of_area.date
    WHERE small.is_dated
    GROUP BY
        small.edition,
        small.era,
        small.unit_code,
        small.stage,
        small.date,
        is_whole
    HAVING bool_or(around.area_code = small.unit_code)
),

numbered AS (
    SELECT
        small_day.*,
        small_day.date - row_number() OVER (
            PARTITION BY
                small_day.edition,
                small_day.era,
                small_day.unit_code,
                small_day.stage,
                small_day.is_whole,
                small_day.form,
                small_day.small_areas
            ORDER BY small_day.date
        )::INTEGER AS run
    FROM small_day
),

-- Such days in a row. Mates are looked for by both levels together, or by the only one.
spell AS (
    SELECT
        numbered.edition,
        numbered.era,
        numbered.unit_code,
        numbered.stage,
        numbered.is_whole,
        numbered.form,
        numbered.small_areas,
        split_part(numbered.form, ' ', -1) AS level,
        min(numbered.date) AS first_day,
        max(numbered.date) AS last_day,
        row_number() OVER (
            ORDER BY numbered.edition, numbered.era, numbered.unit_code, numbered.stage, numbered.is_whole, first_day
        ) AS number
    FROM numbered
    GROUP BY
        numbered.edition,
        numbered.era,
        numbered.unit_code,
        numbered.stage,
        numbered.is_whole,
        numbered.form,
        numbered.small_areas,
        numbered.run
),

-- The nation and its regions are no place to look for mates: provinces are made apart from one another.
beyond AS (
    SELECT
        unit.edition,
        unit.unit_code
    FROM unit
    LEFT JOIN unit AS above
        ON
            unit.edition = above.edition
            AND unit.parent_code = above.unit_code
    WHERE unit.grain = 'nation' OR (unit.kind = 'group' AND above.grain = 'nation')
),

-- The areas that hold the unit and whose sum is not small, with all others in them.
candidate AS (
    SELECT
        spell.number,
        spell.form,
        around.area_code,
        area_count.units_reported AS area_size,
        beside.unit_code AS mate_code,
        string_agg(today.level, ' ' ORDER BY today.level) AS mate_form,
        CASE
            WHEN spell.is_whole
                THEN
                    NOT bool_and(today.count IS DISTINCT FROM eve.count) FILTER (WHERE today.level = 'all')
                    OR NOT coalesce(
                        bool_or(today.count IS DISTINCT FROM eve.count) FILTER (WHERE today.level <> 'all'), TRUE
                    )
            ELSE
                NOT coalesce(
                    bool_and(today.count IS DISTINCT FROM eve.count) FILTER (WHERE today.level <> 'all'), FALSE
                )
        END AS is_carried,
        min(today.count) AS least,
        max(today.count) FILTER (WHERE today.level = spell.level) AS size
    FROM spell
    INNER JOIN contributor AS around
        ON
            spell.edition = around.source
            AND spell.edition = around.edition
            AND spell.era = around.era
            AND spell.level = around.level
            AND spell.unit_code = around.unit_code
            AND spell.unit_code <> around.area_code
            AND NOT list_contains(spell.small_areas, around.area_code)
    ANTI JOIN beyond
        ON
            around.edition = beyond.edition
            AND around.area_code = beyond.unit_code
    INNER JOIN area_count
        ON
            around.edition = area_count.edition
            AND around.area_code = area_count.unit_code
            AND around.level = area_count.level
            AND spell.stage = area_count.stage
            AND spell.first_day = area_count.date
    INNER JOIN contributor AS beside
        ON
            around.edition = beside.edition
            AND around.source = beside.source
            AND around.era = beside.era
            AND around.level = beside.level
            AND around.area_code = beside.area_code
            AND around.unit_code <> beside.unit_code
    ANTI JOIN contributor AS within
        ON
            beside.edition = within.edition
            AND beside.source = within.source
            AND beside.era = within.era
            AND beside.level = within.level
            AND beside.unit_code = within.unit_code
            AND list_contains(spell.small_areas, within.area_code)
    INNER JOIN area_count AS today
        ON
            beside.edition = today.edition
            AND beside.unit_code = today.unit_code
            AND spell.stage = today.stage
            AND spell.first_day = today.date
    LEFT JOIN area_count AS eve
        ON
            today.edition = eve.edition
            AND today.unit_code = eve.unit_code
            AND today.level = eve.level
            AND today.stage = eve.stage
            AND today.date - 1 = eve.date
    GROUP BY
        spell.number,
        spell.form,
        spell.is_whole,
        around.area_code,
        area_count.units_reported,
        beside.unit_code
    HAVING size > 0
),

-- With one person each, both would be known to have one.
mate AS (
    SELECT
        spell.number,
        min((
            candidate.mate_form <> candidate.form,
            candidate.is_carried,
            candidate.area_size,
            candidate.area_code,
            candidate.least = 0,
            candidate.size,
            candidate.mate_code
        )) AS best
    FROM spell
    INNER JOIN candidate
        ON spell.number = candidate.number
    INNER JOIN area_count AS own
        ON
            spell.edition = own.edition
            AND spell.unit_code = own.unit_code
            AND spell.level = own.level
            AND spell.stage = own.stage
            AND spell.first_day = own.date
    WHERE candidate.size + own.count > 2
    GROUP BY spell.number
),

pair AS (
    SELECT
        spell.*,
        coalesce(mate.best[1], TRUE) AS is_mixed,
        mate.best[7] AS mate_code
    FROM spell
    LEFT JOIN mate
        ON spell.number = mate.number
    WHERE mate.number IS NOT NULL OR NOT spell.is_whole
),

-- Days on which both have new counts, so that nothing of one side follows from the other: within two months.
fresh AS (
    SELECT
        counted.number,
        counted.date
    FROM (
        SELECT
            pair.number,
            pair.is_whole,
            pair.mate_code,
            today.date,
            today.level,
            bool_and(today.count IS DISTINCT FROM eve.count) AS is_new,
            count(*) AS units
        FROM pair
        INNER JOIN area_count AS today
            ON
                pair.edition = today.edition
                AND today.unit_code IN (pair.unit_code, pair.mate_code)
                AND pair.stage = today.stage
                AND today.date BETWEEN pair.first_day - 60 AND pair.last_day + 60
                AND today.date NOT BETWEEN pair.first_day + 1 AND pair.last_day
                AND today.date = today.figure_date
        LEFT JOIN area_count AS eve
            ON
                today.edition = eve.edition
                AND today.unit_code = eve.unit_code
                AND today.level = eve.level
                AND today.stage = eve.stage
                AND today.date - 1 = eve.date
        GROUP BY
            pair.number,
            pair.is_whole,
            pair.mate_code,
            today.date,
            today.level
    ) AS counted
    GROUP BY
        counted.number,
        counted.date,
        counted.is_whole,
        counted.mate_code
    HAVING
        max(counted.units) = CASE WHEN counted.mate_code IS NULL THEN 1 ELSE 2 END
        AND CASE
            WHEN counted.is_whole
                THEN
                    bool_and(counted.is_new) FILTER (WHERE counted.level = 'all')
                    AND coalesce(bool_or(counted.is_new) FILTER (WHERE counted.level <> 'all'), TRUE)
            ELSE bool_and(counted.is_new) FILTER (WHERE counted.level <> 'all')
        END
),

bound AS (
    SELECT
        pair.number,
        max(fresh.date) FILTER (WHERE fresh.date <= pair.first_day) AS hidden_from,
        min(fresh.date) FILTER (WHERE fresh.date > pair.last_day) AS shown_from
    FROM pair
    INNER JOIN fresh
        ON pair.number = fresh.number
    GROUP BY pair.number
),

span AS (
    SELECT
        pair.*,
        coalesce(bound.hidden_from, pair.first_day) AS hidden_from,
        coalesce(bound.shown_from, DATE '9999-12-31') AS shown_from
    FROM pair
    LEFT JOIN bound
        ON pair.number = bound.number
),

-- Whatever holds one of the two and not the other.
apart AS (
    SELECT
        contributor.edition,
        contributor.area_code AS unit_code,
        contributor.level,
        span.era,
        span.stage,
        span.hidden_from,
        span.shown_from
    FROM span
    INNER JOIN contributor
        ON
            span.edition = contributor.source
            AND span.era = contributor.era
            AND contributor.unit_code IN (span.unit_code, span.mate_code)
            AND (span.is_whole OR contributor.level <> 'all')
    GROUP BY
        contributor.edition,
        contributor.area_code,
        contributor.level,
        span.era,
        span.stage,
        span.hidden_from,
        span.shown_from,
        span.number,
        span.is_mixed
    HAVING count(*) = 1 OR (span.is_mixed AND contributor.level <> 'all')
),

-- What adds up to the nation or a region.
beneath AS (
    SELECT
        unit.edition,
        unit.unit_code,
        CASE WHEN unit.kind = 'group' THEN concat(unit.parent_code, ' ', unit.grain) ELSE unit.parent_code END AS whole
    FROM unit
    SEMI JOIN beyond
        ON
            unit.edition = beyond.edition
            AND unit.parent_code = beyond.unit_code
    UNION ALL
    SELECT
        membership.edition,
        membership.unit_code,
        concat('group ', membership.group_code) AS whole
    FROM membership
    SEMI JOIN beyond
        ON
            membership.edition = beyond.edition
            AND membership.group_code = beyond.unit_code
),

-- The sums that hold a small count, with all their parts, the levels of each side by side.
touched AS (
    SELECT DISTINCT
        beneath.edition,
        beneath.whole,
        small.stage,
        small.date
    FROM small
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
    FROM small
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
FROM small
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
