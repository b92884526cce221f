-- What may be shown of who counted how much, at which hours and by which channel: detailed exports summed by month, for
-- each unit of any size in the units of their own day. Divided in three ways, each of which sums to the whole: by
-- channel, by kind of working group, by kind of day and hours (1 to 7 from Monday, 8 a public holiday; a weekend day
-- that is worked for another counts as such).
-- A count under small_count is withheld, and the next smallest beside it where what is withheld of a unit and month
-- would be one cell, or small in sum. Larger units show what their parts show, and withheld counts where they are two
-- at least and reach small_count together (see `releasing`), so that no difference gives one away. is_partial: some is
-- withheld.
--
-- grain:  one row per (edition, unit_code, month, stage, division, cell) with a count
-- after:  activity, team, holiday, unit, build
-- part:   nation
-- as:     published

-- Handed to the macro by its name, which the linter does not see.
WITH counted AS (
    SELECT
        activity.edition,
        activity.unit_code,
        date_trunc('month', activity.date)::DATE AS month,
        activity.date,
        activity.stage,
        activity.channel,
        coalesce(team.kind, 'unnamed') AS team_kind,
        CASE WHEN holiday.is_worked IS FALSE THEN '8' ELSE isodow(activity.date)::VARCHAR END
        || ' ' || activity.hour_band AS hours,
        activity.count
    FROM activity
    LEFT JOIN team
        ON activity.team_code = team.team_code
    LEFT JOIN holiday
        ON activity.date = holiday.date
    WHERE activity.count > 0
),

divided AS (
    SELECT
        counted.*,
        unnest(['channel', 'team', 'hours']) AS division,
        unnest([counted.channel, counted.team_kind, counted.hours]) AS cell
    FROM counted
),

own AS (
    SELECT
        divided.edition,
        divided.unit_code,
        divided.month,
        divided.stage,
        divided.division,
        divided.cell,
        min(divided.date) AS first_day,
        max(divided.date) AS last_day,
        sum(divided.count)::BIGINT AS count
    FROM divided
    GROUP BY
        divided.edition,
        divided.unit_code,
        divided.month,
        divided.stage,
        divided.division,
        divided.cell
),

judged AS (
    SELECT
        own.*,
        build.small_count,
        own.count < build.small_count AS is_small,
        count(*) FILTER (WHERE own.count < build.small_count) OVER beside AS small_cells,
        sum(own.count) FILTER (WHERE own.count < build.small_count) OVER beside AS small_sum,
        row_number() OVER (
            PARTITION BY own.edition, own.unit_code, own.month, own.stage, own.division
            ORDER BY own.count < build.small_count, own.count, own.cell
        ) AS place
    FROM own
    CROSS JOIN build
    WINDOW beside AS (PARTITION BY own.edition, own.unit_code, own.month, own.stage, own.division)
),

hidden AS (
    SELECT
        judged.*,
        judged.is_small
        OR judged.small_cells > 0
        AND (judged.small_cells < 2 OR judged.small_sum < judged.small_count)
        AND judged.place = 1 AS is_hidden
    FROM judged
),

reporter AS (
    SELECT
        hidden.edition,
        hidden.unit_code,
        hidden.month,
        hidden.stage,
        hidden.division,
        hidden.cell,
        hidden.first_day,
        hidden.last_day,
        CASE WHEN hidden.is_hidden THEN 0 ELSE hidden.count END AS shown,
        CASE WHEN hidden.is_hidden THEN hidden.count ELSE 0 END AS withheld,
        hidden.is_hidden::BIGINT AS sources
    FROM hidden
),

commune AS (
    SELECT
        reporter.*,
        unit.parent_code
    FROM reporter
    INNER JOIN unit
        ON
            reporter.edition = unit.edition
            AND reporter.unit_code = unit.unit_code
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
    SELECT reporter.*
    FROM reporter
    INNER JOIN unit
        ON
            reporter.edition = unit.edition
            AND reporter.unit_code = unit.unit_code
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
    SELECT reporter.*
    FROM reporter
    INNER JOIN unit
        ON
            reporter.edition = unit.edition
            AND reporter.unit_code = unit.unit_code
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
