-- How long dossiers wait for approval and for activation, from detailed exports: how many that arrived on one day left
-- on another, the first to arrive first. Exports tell how many of each stage there were on a day, not which of them
-- went on, so this order is supposed: in any other order those that wait are older.
-- What had arrived before a unit's first day of exports (is_before) leaves first; its day of arrival is given as the
-- eve of that day, the latest that it can be. How many these are follows from the unit's reports (is_sure), or else is
-- as many as must have been there for no more to leave than have arrived.
--
-- grain:  one row per (edition, unit_code, level, step, arrived_on, left_on); left_on is NULL for those that wait still
-- after:  activity, report_day, reported_day
-- from:   activity
-- part:   province
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: level VARCHAR
-- column: step VARCHAR
-- column: arrived_on DATE
-- column: left_on DATE
-- column: count BIGINT
-- column: is_before BOOLEAN
-- column: is_sure BOOLEAN
-- column: first_day DATE
-- column: last_day DATE

WITH steps AS (
    SELECT
        pairs.step,
        pairs.stage,
        pairs.is_arrival
    FROM
        (
            VALUES
            ('approval', 'collected', TRUE),
            ('approval', 'approved', FALSE),
            ('activation', 'approved', TRUE),
            ('activation', 'activated', FALSE)
        ) AS pairs (step, stage, is_arrival)
),

daily AS (
    SELECT
        activity.edition,
        activity.unit_code,
        activity.level,
        activity.stage,
        activity.date,
        sum(activity.count)::BIGINT AS count
    FROM activity
    WHERE activity.count > 0
    GROUP BY
        activity.edition,
        activity.unit_code,
        activity.level,
        activity.stage,
        activity.date
),

-- What reports know beyond the exports, on the first day of these.
beyond AS (
    SELECT
        report_day.edition,
        report_day.unit_code,
        report_day.level,
        report_day.stage,
        arg_min(report_day.stock - report_day.added, report_day.date) AS stock
    FROM report_day
    SEMI JOIN reported_day
        ON
            report_day.edition = reported_day.edition
            AND report_day.unit_code = reported_day.unit_code
            AND report_day.level = reported_day.level
            AND report_day.stage = reported_day.stage
    WHERE report_day.added IS NOT NULL
    GROUP BY
        report_day.edition,
        report_day.unit_code,
        report_day.level,
        report_day.stage
),

moved AS (
    SELECT
        daily.edition,
        daily.unit_code,
        daily.level,
        steps.step,
        steps.is_arrival,
        daily.date,
        daily.count,
        beyond.stock AS beyond,
        sum(daily.count) OVER (
            PARTITION BY daily.edition, daily.unit_code, daily.level, steps.step, steps.is_arrival
            ORDER BY daily.date
        ) AS up_to,
        sum(CASE WHEN steps.is_arrival THEN daily.count ELSE -daily.count END) OVER (
            PARTITION BY daily.edition, daily.unit_code, daily.level, steps.step
            ORDER BY daily.date
        ) AS waiting
    FROM daily
    INNER JOIN steps
        ON daily.stage = steps.stage
    LEFT JOIN beyond
        ON
            daily.edition = beyond.edition
            AND daily.unit_code = beyond.unit_code
            AND daily.level = beyond.level
            AND daily.stage = beyond.stage
),

exported AS (
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

-- A unit whose exports tell of one of both stages alone says nothing of how long its dossiers wait.
queue AS (
    SELECT
        moved.edition,
        moved.unit_code,
        moved.level,
        moved.step,
        any_value(moved.beyond) FILTER (WHERE moved.is_arrival)
        - any_value(moved.beyond) FILTER (WHERE NOT moved.is_arrival) AS reported,
        greatest(-min(moved.waiting), 0)::BIGINT AS lacking
    FROM moved
    GROUP BY
        moved.edition,
        moved.unit_code,
        moved.level,
        moved.step
    HAVING count(DISTINCT moved.is_arrival) = 2
),

begun AS (
    SELECT
        queue.* EXCLUDE (reported, lacking),
        exported.first_day,
        exported.last_day,
        greatest(coalesce(queue.reported, 0), queue.lacking) AS before,
        coalesce(queue.reported >= queue.lacking, FALSE) AS is_sure
    FROM queue
    INNER JOIN exported
        ON
            queue.edition = exported.edition
            AND queue.unit_code = exported.unit_code
),

-- Dossiers are numbered in their order; a mark is the number of the last one that arrived, or left, by a day.
mark AS (
    SELECT
        moved.edition,
        moved.unit_code,
        moved.level,
        moved.step,
        moved.up_to + CASE WHEN moved.is_arrival THEN begun.before ELSE 0 END AS number,
        CASE WHEN moved.is_arrival THEN moved.date END AS arrived_on,
        CASE WHEN NOT moved.is_arrival THEN moved.date END AS left_on
    FROM moved
    INNER JOIN begun
        ON
            moved.edition = begun.edition
            AND moved.unit_code = begun.unit_code
            AND moved.level = begun.level
            AND moved.step = begun.step
    UNION ALL
    SELECT
        begun.edition,
        begun.unit_code,
        begun.level,
        begun.step,
        begun.before AS number,
        begun.first_day - 1 AS arrived_on,
        NULL AS left_on
    FROM begun
    WHERE begun.before > 0
),

numbered AS (
    SELECT
        mark.edition,
        mark.unit_code,
        mark.level,
        mark.step,
        mark.number,
        min(mark.arrived_on) AS arrived_on,
        min(mark.left_on) AS left_on
    FROM mark
    GROUP BY
        mark.edition,
        mark.unit_code,
        mark.level,
        mark.step,
        mark.number
),

-- From one mark to the next all arrived on the day of the next arrival, and left on that of the next departure.
stretch AS (
    SELECT
        numbered.edition,
        numbered.unit_code,
        numbered.level,
        numbered.step,
        numbered.number - lag(numbered.number, 1, 0) OVER in_order AS count,
        first_value(numbered.arrived_on IGNORE NULLS) OVER from_now_on AS arrived_on,
        first_value(numbered.left_on IGNORE NULLS) OVER from_now_on AS left_on
    FROM numbered
    WINDOW
        in_order AS (
            PARTITION BY numbered.edition, numbered.unit_code, numbered.level, numbered.step
            ORDER BY numbered.number
        ),
        from_now_on AS (
            PARTITION BY numbered.edition, numbered.unit_code, numbered.level, numbered.step
            ORDER BY numbered.number
            ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
        )
)

SELECT
    stretch.edition,
    stretch.unit_code,
    stretch.level,
    stretch.step,
    stretch.arrived_on,
    stretch.left_on,
    stretch.count::BIGINT AS count,
    stretch.arrived_on < begun.first_day AS is_before,
    begun.is_sure,
    begun.first_day,
    begun.last_day
FROM stretch
INNER JOIN begun
    ON
        stretch.edition = begun.edition
        AND stretch.unit_code = begun.unit_code
        AND stretch.level = begun.level
        AND stretch.step = begun.step
ORDER BY
    stretch.edition,
    stretch.unit_code,
    stretch.level,
    stretch.step,
    stretch.arrived_on
