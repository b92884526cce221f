-- What may be shown of who counted how much, at which hours and by which channel: detailed exports summed by month, for
-- each unit of any size in the units of their own day. Divided in three ways, each of which sums to the whole: by
-- channel, by kind of working group, by kind of day and hours (1 to 7 from Monday, 8 a public holiday; a weekend day
-- that is worked for another counts as such).
-- Small counts are withheld (see `work_count`). Larger units show what their parts show, and withheld counts where they
-- are two at least and reach small_count together (see `releasing`), so that no difference gives one away. is_partial:
-- some is withheld.
--
-- grain:  one row per (edition, unit_code, month, stage, division, cell) with a count
-- after:  work_count, unit, build
-- from:   work_count
-- part:   nation
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: month DATE
-- column: stage VARCHAR
-- column: division VARCHAR
-- column: cell VARCHAR
-- column: first_day DATE
-- column: last_day DATE
-- column: count BIGINT
-- column: is_partial BOOLEAN

WITH commune AS (
    SELECT
        work_count.*,
        unit.parent_code
    FROM work_count
    INNER JOIN unit
        ON
            work_count.edition = unit.edition
            AND work_count.unit_code = unit.unit_code
            AND unit.grain = 'commune'
),

-- A district or province that exports itself is one more of its own parts.
within_district AS ( -- noqa: ST03
    SELECT
        commune.* EXCLUDE (unit_code, parent_code),
        commune.parent_code AS unit_code
    FROM commune
    INNER JOIN unit
        ON
            commune.edition = unit.edition
            AND commune.parent_code = unit.unit_code
            AND unit.grain = 'district'
    UNION ALL BY NAME
    SELECT work_count.*
    FROM work_count
    INNER JOIN unit
        ON
            work_count.edition = unit.edition
            AND work_count.unit_code = unit.unit_code
            AND unit.grain = 'district'
),

district AS (
    SELECT released.*
    FROM releasing('within_district') AS released
),

within_province AS ( -- noqa: ST03
    SELECT
        district.* EXCLUDE (unit_code),
        unit.parent_code AS unit_code
    FROM district
    INNER JOIN unit
        ON
            district.edition = unit.edition
            AND district.unit_code = unit.unit_code
    UNION ALL BY NAME
    SELECT
        commune.* EXCLUDE (unit_code, parent_code),
        commune.parent_code AS unit_code
    FROM commune
    INNER JOIN unit
        ON
            commune.edition = unit.edition
            AND commune.parent_code = unit.unit_code
            AND unit.grain = 'province'
    UNION ALL BY NAME
    SELECT work_count.*
    FROM work_count
    INNER JOIN unit
        ON
            work_count.edition = unit.edition
            AND work_count.unit_code = unit.unit_code
            AND unit.grain = 'province'
),

province AS (
    SELECT released.*
    FROM releasing('within_province') AS released
),

within_nation AS ( -- noqa: ST03
    SELECT province.* REPLACE ('VN' AS unit_code)
    FROM province
),

every_unit AS (
    SELECT commune.* EXCLUDE (parent_code)
    FROM commune
    UNION ALL BY NAME
    SELECT district.*
    FROM district
    UNION ALL BY NAME
    SELECT province.*
    FROM province
    UNION ALL BY NAME
    SELECT released.*
    FROM releasing('within_nation') AS released
)

SELECT
    every_unit.edition,
    every_unit.unit_code,
    every_unit.month,
    every_unit.stage,
    every_unit.division,
    every_unit.cell,
    every_unit.first_day,
    every_unit.last_day,
    nullif(every_unit.shown, 0) AS count,
    every_unit.withheld > 0 AS is_partial
FROM every_unit
ORDER BY
    every_unit.edition,
    every_unit.unit_code,
    every_unit.stage,
    every_unit.month
