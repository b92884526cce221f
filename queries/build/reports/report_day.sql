-- Cumulative counts on the days that have a report: a summary report gives the stock, a detailed export moves it on.
-- A unit with both follows its summary reports and, on days without one, adds what the detailed export counted since.
--
-- A unit that took over from others speaks for more than itself since then: `joined_report` has those days.
--
-- grain:  one row per (edition, unit_code, date, level, stage)
-- after:  observation, activity, handover

WITH joined AS (
    SELECT
        handover.edition,
        handover.unit_code,
        min(handover.day) AS day
    FROM handover
    GROUP BY
        handover.edition,
        handover.unit_code
),

summary AS (
    SELECT
        observation.edition,
        observation.unit_code,
        observation.as_of::DATE AS date,
        observation.level,
        observation.stage,
        arg_max(observation.count, observation.as_of) AS stock,
        max(observation.as_of) AS reported_at
    FROM observation
    ANTI JOIN joined
        ON
            observation.edition = joined.edition
            AND observation.unit_code = joined.unit_code
            AND observation.as_of >= joined.day
    GROUP BY
        observation.edition,
        observation.unit_code,
        observation.as_of::DATE,
        observation.level,
        observation.stage
),

detailed AS (
    SELECT
        activity.edition,
        activity.unit_code,
        activity.date,
        activity.level,
        activity.stage,
        sum(activity.count) AS added
    FROM activity
    ANTI JOIN joined
        ON
            activity.edition = joined.edition
            AND activity.unit_code = joined.unit_code
            AND activity.date >= joined.day
    GROUP BY
        activity.edition,
        activity.unit_code,
        activity.date,
        activity.level,
        activity.stage
),

together AS (
    SELECT
        edition,
        unit_code,
        date,
        level,
        stage,
        summary.stock,
        detailed.added,
        -- A detailed export speaks of whole days: it is taken as of their last minute.
        coalesce(summary.reported_at, date + INTERVAL '23 hours 59 minutes') AS reported_at,
        sum(coalesce(detailed.added, 0)) OVER (
            PARTITION BY edition, unit_code, level, stage
            ORDER BY date
        ) AS added_so_far
    FROM summary
    FULL JOIN detailed
        USING (edition, unit_code, date, level, stage)
),

anchored AS (
    SELECT
        together.edition,
        together.unit_code,
        together.date,
        together.level,
        together.stage,
        together.reported_at,
        together.added,
        -- What the summary reports know beyond the detailed exports, carried on to the days without a summary; before
        -- the first one, what that knew was there already.
        together.added_so_far + coalesce(
            last_value(together.stock - together.added_so_far IGNORE NULLS) OVER (
                PARTITION BY together.edition, together.unit_code, together.level, together.stage
                ORDER BY together.date
            ),
            greatest(
                first_value(together.stock - together.added_so_far IGNORE NULLS) OVER (
                    PARTITION BY together.edition, together.unit_code, together.level, together.stage
                    ORDER BY together.date
                    ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
                ),
                0
            ),
            0
        ) AS stock
    FROM together
)

SELECT
    anchored.edition,
    anchored.unit_code,
    anchored.date,
    anchored.level,
    anchored.stage,
    anchored.reported_at,
    anchored.stock::BIGINT AS stock,
    -- The first summary report of a unit is a stock, not the work of one day: its flow is unknown.
    coalesce(
        anchored.stock - lag(anchored.stock) OVER (
            PARTITION BY anchored.edition, anchored.unit_code, anchored.level, anchored.stage
            ORDER BY anchored.date
        ),
        anchored.added
    )::BIGINT AS flow
FROM anchored
