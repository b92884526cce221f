-- What days with a mobile group brought against the days around them: of each commune and week the sum of what was
-- counted on its mobile days, and the sum of what the same weekdays within four weeks before and after brought on
-- average. These are days that a roster of the unit, or of one beside or above it, covers, on which no mobile group was
-- there; days on which the unit exports nothing between its first and last exports count as 0; public holidays are left
-- out on both sides, and mobile days with fewer than two such days around them.
-- A roster may be of units of several provinces. Small counts are withheld; larger units are the sums of what is shown
-- of their communes.
--
-- grain:  one row per (edition, unit_code, week, stage); week is its Monday
-- after:  activity, duty_shift, unit, unit_ancestor, holiday, build
-- from:   duty_shift
-- part:   nation
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: week DATE
-- column: stage VARCHAR
-- column: days BIGINT
-- column: count BIGINT
-- column: expected DOUBLE

WITH daily AS (
    SELECT
        activity.edition,
        activity.unit_code,
        activity.stage,
        activity.date,
        sum(activity.count) AS count
    FROM activity
    INNER JOIN unit
        ON
            activity.edition = unit.edition
            AND activity.unit_code = unit.unit_code
            AND unit.grain = 'commune'
    GROUP BY
        activity.edition,
        activity.unit_code,
        activity.stage,
        activity.date
),

roster AS (
    SELECT
        duty_shift.batch_id,
        min(duty_shift.date) AS first_day,
        max(duty_shift.date) AS last_day
    FROM duty_shift
    GROUP BY duty_shift.batch_id
),

-- The days of which a roster tells, by the unit above those that it names, or that unit itself.
told AS (
    SELECT DISTINCT
        duty_shift.edition,
        unnest([duty_shift.unit_code, unit.parent_code]) AS parent_code,
        roster.first_day,
        roster.last_day
    FROM duty_shift
    INNER JOIN unit
        ON
            duty_shift.edition = unit.edition
            AND duty_shift.unit_code = unit.unit_code
    INNER JOIN roster
        ON duty_shift.batch_id = roster.batch_id
),

exported AS (
    SELECT
        daily.edition,
        daily.unit_code,
        daily.stage,
        unit.parent_code,
        unnest(range(min(daily.date), max(daily.date) + 1, INTERVAL 1 DAY))::DATE AS date
    FROM daily
    INNER JOIN unit
        ON
            daily.edition = unit.edition
            AND daily.unit_code = unit.unit_code
    GROUP BY
        daily.edition,
        daily.unit_code,
        daily.stage,
        unit.parent_code
),

mobile AS (
    SELECT DISTINCT
        duty_shift.edition,
        duty_shift.unit_code,
        duty_shift.date
    FROM duty_shift
    WHERE duty_shift.team_kind = 'district_mobile'
),

known AS (
    SELECT
        exported.edition,
        exported.unit_code,
        exported.stage,
        exported.date,
        coalesce(daily.count, 0) AS count,
        mobile.date IS NOT NULL AS is_mobile
    FROM exported
    LEFT JOIN daily
        ON
            exported.edition = daily.edition
            AND exported.unit_code = daily.unit_code
            AND exported.stage = daily.stage
            AND exported.date = daily.date
    LEFT JOIN mobile
        ON
            exported.edition = mobile.edition
            AND exported.unit_code = mobile.unit_code
            AND exported.date = mobile.date
    SEMI JOIN told
        ON
            exported.edition = told.edition
            AND exported.parent_code = told.parent_code
            AND exported.date BETWEEN told.first_day AND told.last_day
    ANTI JOIN holiday
        ON
            exported.date = holiday.date
            AND holiday.is_worked IS FALSE
),

compared AS (
    SELECT
        here.edition,
        here.unit_code,
        here.stage,
        here.date,
        here.count,
        avg(around.count) AS expected
    FROM known AS here
    INNER JOIN known AS around
        ON
            here.edition = around.edition
            AND here.unit_code = around.unit_code
            AND here.stage = around.stage
            AND around.date BETWEEN here.date - 28 AND here.date + 28
            AND isodow(here.date) = isodow(around.date)
            AND NOT around.is_mobile
    WHERE here.is_mobile
    GROUP BY
        here.edition,
        here.unit_code,
        here.stage,
        here.date,
        here.count
    HAVING count(*) >= 2
),

weekly AS (
    SELECT
        compared.edition,
        compared.unit_code,
        date_trunc('week', compared.date)::DATE AS week,
        compared.stage,
        count(*) AS days,
        sum(compared.count)::BIGINT AS count,
        sum(compared.expected) AS expected
    FROM compared
    CROSS JOIN build
    GROUP BY
        compared.edition,
        compared.unit_code,
        date_trunc('week', compared.date),
        compared.stage
    HAVING
        sum(compared.count) NOT BETWEEN 1 AND any_value(build.small_count) - 1
        AND (sum(compared.expected) = 0 OR sum(compared.expected) >= any_value(build.small_count))
)

SELECT
    unit_ancestor.edition,
    unit_ancestor.ancestor_code AS unit_code,
    weekly.week,
    weekly.stage,
    sum(weekly.days)::BIGINT AS days,
    sum(weekly.count)::BIGINT AS count,
    round(sum(weekly.expected), 3) AS expected
FROM weekly
INNER JOIN unit_ancestor
    ON
        weekly.edition = unit_ancestor.edition
        AND weekly.unit_code = unit_ancestor.unit_code
GROUP BY
    unit_ancestor.edition,
    unit_ancestor.ancestor_code,
    weekly.week,
    weekly.stage
ORDER BY
    unit_ancestor.edition,
    unit_ancestor.ancestor_code,
    weekly.stage,
    weekly.week
