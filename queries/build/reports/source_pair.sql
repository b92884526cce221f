-- Two sources on the same thing, side by side.
-- Summary reports and detailed exports of one unit and span of days (detailed), a printed sum of both levels and its
-- parts (levels), a unit's own report and those of all units right below it (parts).
--
-- grain:  one row per (edition, unit_code, comparison, level, stage, date_to) that can be compared
-- after:  reported_day, activity, unit, handover
-- part:   province

WITH covered AS (
    SELECT
        activity.edition,
        activity.unit_code,
        min(activity.date) AS first_day,
        max(activity.date) AS last_day
    FROM activity
    GROUP BY
        activity.edition,
        activity.unit_code
),

-- What came between two summary reports, where the detailed exports span all of it.
flow AS (
    SELECT
        reported_day.edition,
        reported_day.unit_code,
        reported_day.level,
        reported_day.stage,
        lag(reported_day.date) OVER series + 1 AS date_from,
        reported_day.date AS date_to,
        reported_day.stock,
        reported_day.stock - lag(reported_day.stock) OVER series AS count,
        covered.first_day,
        covered.last_day
    FROM reported_day
    INNER JOIN covered
        ON
            reported_day.edition = covered.edition
            AND reported_day.unit_code = covered.unit_code
    WINDOW series AS (
        PARTITION BY reported_day.edition, reported_day.unit_code, reported_day.level, reported_day.stage
        ORDER BY reported_day.date
    )
),

by_detail AS (
    SELECT
        flow.edition,
        flow.unit_code,
        flow.level,
        flow.stage,
        flow.date_from,
        flow.date_to,
        flow.stock,
        flow.count AS reported,
        coalesce(sum(activity.count), 0)::BIGINT AS counted
    FROM flow
    LEFT JOIN activity
        ON
            flow.edition = activity.edition
            AND flow.unit_code = activity.unit_code
            AND flow.level = activity.level
            AND flow.stage = activity.stage
            AND activity.date BETWEEN flow.date_from AND flow.date_to
    -- Between two reports a unit may have taken over from others: that is nobody's work.
    ANTI JOIN handover
        ON
            flow.edition = handover.edition
            AND flow.unit_code = handover.unit_code
            AND handover.day BETWEEN flow.date_from AND flow.date_to
    WHERE
        flow.date_from >= flow.first_day
        AND flow.date_to <= flow.last_day
    GROUP BY
        flow.edition,
        flow.unit_code,
        flow.level,
        flow.stage,
        flow.date_from,
        flow.date_to,
        flow.stock,
        flow.count
),

by_level AS (
    SELECT
        printed.edition,
        printed.unit_code,
        'all' AS level,
        printed.stage,
        printed.date AS date_from,
        printed.date AS date_to,
        printed.stock,
        printed.stock AS reported,
        one.stock + two.stock AS counted
    FROM reported_day AS printed
    INNER JOIN reported_day AS one
        ON
            printed.edition = one.edition
            AND printed.unit_code = one.unit_code
            AND printed.date = one.date
            AND printed.stage = one.stage
            AND one.level = '1'
    INNER JOIN reported_day AS two
        ON
            printed.edition = two.edition
            AND printed.unit_code = two.unit_code
            AND printed.date = two.date
            AND printed.stage = two.stage
            AND two.level = '2'
    WHERE printed.level = 'all'
),

by_part AS (
    SELECT
        whole.edition,
        whole.unit_code,
        whole.level,
        whole.stage,
        whole.date AS date_from,
        whole.date AS date_to,
        whole.stock,
        whole.stock AS reported,
        sum(part.stock)::BIGINT AS counted
    FROM reported_day AS whole
    INNER JOIN unit
        ON
            whole.edition = unit.edition
            AND whole.unit_code = unit.parent_code
            AND unit.kind <> 'group'
            AND whole.date BETWEEN coalesce(unit.valid_from, whole.date) AND coalesce(unit.valid_to, whole.date)
    LEFT JOIN reported_day AS part
        ON
            unit.edition = part.edition
            AND unit.unit_code = part.unit_code
            AND whole.date = part.date
            AND whole.level = part.level
            AND whole.stage = part.stage
    GROUP BY
        whole.edition,
        whole.unit_code,
        whole.level,
        whole.stage,
        whole.date,
        whole.stock
    -- A unit below without a report that day would be a difference of its own kind.
    HAVING count(*) = count(part.stock)
)

SELECT
    'detailed' AS comparison,
    by_detail.*
FROM by_detail
UNION ALL
SELECT
    'levels' AS comparison,
    by_level.*
FROM by_level
UNION ALL
SELECT
    'parts' AS comparison,
    by_part.*
FROM by_part
ORDER BY
    edition,
    unit_code,
    comparison,
    level,
    stage,
    date_to
