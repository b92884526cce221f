-- Beside each unit that reports a small count, another one (its mate) whose reports have the same form, and from when
-- until when whatever holds one of the two and not the other is hidden: one person more here and one less there, and
-- nothing that is shown would be otherwise. A mate is looked for once for all days in a row, in the smallest area whose
-- sum is not small itself, and first among units with new counts on the first day, for what a silent one stands at was
-- shown before. Both are hidden from a day on which both have new counts until another such day.
-- Where no unit of the province reports in the same form (is_mixed), a unit has a mate of another form, or none.
--
-- grain:  one row per row of small_spell that has a mate, or is of one level
-- part:   province
-- across: anew
-- after:  small_spell, area_count, contributor, beyond_provinces
-- from:   small_spell
-- column: spell       VARCHAR
-- column: edition     VARCHAR
-- column: era         VARCHAR
-- column: unit_code   VARCHAR
-- column: mate_code   VARCHAR
-- column: stage       VARCHAR
-- column: is_whole    BOOLEAN  of both levels together
-- column: is_mixed    BOOLEAN
-- column: hidden_from DATE
-- column: shown_from  DATE

-- The areas that hold the unit and whose sum is not small, with all others in them. The nation and its regions are no
-- place to look for mates: provinces are made apart from one another.
WITH candidate AS (
    SELECT
        few.spell,
        few.form,
        around.area_code,
        area_count.units_reported AS area_size,
        beside.unit_code AS mate_code,
        string_agg(today.level, ' ' ORDER BY today.level) AS mate_form,
        CASE
            WHEN few.is_whole
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
        max(today.count) FILTER (WHERE today.level = few.level) AS size
    FROM small_spell AS few
    INNER JOIN contributor AS around
        ON
            few.edition = around.source
            AND few.edition = around.edition
            AND few.era = around.era
            AND few.level = around.level
            AND few.unit_code = around.unit_code
            AND few.unit_code <> around.area_code
            AND NOT list_contains(few.small_areas, around.area_code)
    ANTI JOIN beyond_provinces
        ON
            around.edition = beyond_provinces.edition
            AND around.area_code = beyond_provinces.unit_code
    INNER JOIN area_count
        ON
            around.edition = area_count.edition
            AND around.area_code = area_count.unit_code
            AND around.level = area_count.level
            AND few.stage = area_count.stage
            AND few.first_day = area_count.date
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
            AND list_contains(few.small_areas, within.area_code)
    INNER JOIN area_count AS today
        ON
            beside.edition = today.edition
            AND beside.unit_code = today.unit_code
            AND few.stage = today.stage
            AND few.first_day = today.date
    LEFT JOIN area_count AS eve
        ON
            today.edition = eve.edition
            AND today.unit_code = eve.unit_code
            AND today.level = eve.level
            AND today.stage = eve.stage
            AND today.date - 1 = eve.date
    GROUP BY
        few.spell,
        few.form,
        few.is_whole,
        around.area_code,
        area_count.units_reported,
        beside.unit_code
    HAVING size > 0
),

-- With one person each, both would be known to have one.
mate AS (
    SELECT
        few.spell,
        min((
            candidate.mate_form <> candidate.form,
            candidate.is_carried,
            candidate.area_size,
            candidate.area_code,
            candidate.least = 0,
            candidate.size,
            candidate.mate_code
        )) AS best
    FROM small_spell AS few
    INNER JOIN candidate
        ON few.spell = candidate.spell
    INNER JOIN area_count AS own
        ON
            few.edition = own.edition
            AND few.unit_code = own.unit_code
            AND few.level = own.level
            AND few.stage = own.stage
            AND few.first_day = own.date
    WHERE candidate.size + own.count > 2
    GROUP BY few.spell
),

pair AS (
    SELECT
        few.*,
        coalesce(mate.best[1], TRUE) AS is_mixed,
        mate.best[7] AS mate_code
    FROM small_spell AS few
    LEFT JOIN mate
        ON few.spell = mate.spell
    WHERE mate.spell IS NOT NULL OR NOT few.is_whole
),

-- Days on which both have new counts, so that nothing of one side follows from the other: within two months.
fresh AS (
    SELECT
        counted.spell,
        counted.date
    FROM (
        SELECT
            pair.spell,
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
            pair.spell,
            pair.is_whole,
            pair.mate_code,
            today.date,
            today.level
    ) AS counted
    GROUP BY
        counted.spell,
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
        pair.spell,
        max(fresh.date) FILTER (WHERE fresh.date <= pair.first_day) AS hidden_from,
        min(fresh.date) FILTER (WHERE fresh.date > pair.last_day) AS shown_from
    FROM pair
    INNER JOIN fresh
        ON pair.spell = fresh.spell
    GROUP BY pair.spell
)

SELECT
    pair.spell,
    pair.edition,
    pair.era,
    pair.unit_code,
    pair.mate_code,
    pair.stage,
    pair.is_whole,
    pair.is_mixed,
    coalesce(bound.hidden_from, pair.first_day) AS hidden_from,
    coalesce(bound.shown_from, DATE '9999-12-31') AS shown_from
FROM pair
LEFT JOIN bound
    ON pair.spell = bound.spell
