-- Days in a row on which a unit that reports itself has a small count of both levels together, or of one level, in
-- reports of one form: which levels it has any count of. Mates are looked for by the level named: both together, or the
-- only one.
--
-- grain:  one row per (edition, era, unit_code, stage, is_whole, first_day)
-- part:   province
-- across: anew
-- after:  small_area_count, area_count, contributor
-- from:   small_area_count
-- column: edition     VARCHAR
-- column: era         VARCHAR
-- column: unit_code   VARCHAR
-- column: stage       VARCHAR
-- column: is_whole    BOOLEAN    of both levels together
-- column: form        VARCHAR    levels, a space between two
-- column: small_areas VARCHAR[]  areas around the unit whose sum is small as well
-- column: level       VARCHAR
-- column: first_day   DATE
-- column: last_day    DATE
-- column: spell       VARCHAR    what the days are called

WITH small_day AS (
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
    FROM small_area_count AS small
    INNER JOIN contributor AS around
        ON
            small.edition = around.source
            AND small.edition = around.edition
            AND small.era = around.era
            AND small.level = around.level
            AND small.unit_code = around.unit_code
    SEMI JOIN small_area_count AS of_area
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
)

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
    concat_ws(
        ' ', numbered.edition, numbered.era, numbered.unit_code, numbered.stage, numbered.is_whole, first_day
    ) AS spell
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
