-- What a unit counted in each day, week or month, and where it stood at the end of it.
-- The first report of a commune is a stock, not the work of a day, and adds no flow; what a correction changed is none.
-- A flow is counted between reports: that of a weekly report is no day's own, and counted_from says since when it is.
-- Counts are hidden in the table (see `hidden_count`). A flow is hidden if it is from 1 to below the small_count of the
-- version, and if it would give away what is hidden: one that begins or ends at a hidden count, or stands beside a
-- small one of the other level.
-- Several kinds of periods can be asked for at once: days_later and step are then lists of one length, separated by
-- commas.
--
-- grain:  one row per period that has figures, for each step of the list
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  date_from          DATE           first day
-- param:  days_later         VARCHAR        so many days after it for each step: "0"
-- param:  date_to            DATE           last day
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  step               VARCHAR        day, week (from Monday), month, or seven_days (each, back from date_to)
-- column: period_start       DATE           first day of the period
-- column: date               DATE           last day of the period that has figures
-- column: collected          BIGINT         cumulative at that day
-- column: approved           BIGINT         cumulative at that day
-- column: activated          BIGINT         cumulative at that day
-- column: collected_new      BIGINT         within the period
-- column: approved_new       BIGINT         within the period
-- column: activated_new      BIGINT         within the period
-- column: collected_why      VARCHAR        why the count is hidden: beside (it is small, or gives a small one away)
-- column: approved_why       VARCHAR        the same
-- column: activated_why      VARCHAR        the same
-- column: collected_new_why  VARCHAR        why the flow is hidden: small, or beside (the same)
-- column: approved_new_why   VARCHAR        the same
-- column: activated_new_why  VARCHAR        the same
-- column: units_reported     BIGINT         reporting units summed at that day
-- column: counted_from       DATE           day of the reports up to which the flow's units had been counted before
-- column: counted_until      DATE           day of the last report with a flow in the period; NULL without one
-- column: approved_waiting   BIGINT         collected and not yet approved at that day; NULL where it is small
-- column: activated_waiting  BIGINT         approved and not yet activated at that day; NULL where it is small
-- column: asked              INTEGER        which of the listed steps, from 1

WITH listed AS (
    SELECT
        unnest(range(1, len(string_split($step::VARCHAR, ',')) + 1))::INTEGER AS asked,
        $date_from::DATE + unnest(string_split($days_later::VARCHAR, ','))::INTEGER AS date_from,
        unnest(string_split($step::VARCHAR, ',')) AS step
),

-- The other level stands beside the one asked for.
dated AS (
    SELECT
        area_standing.*,
        listed.asked,
        CASE listed.step
            WHEN 'month' THEN date_trunc('month', area_standing.date)::DATE
            WHEN 'week' THEN date_trunc('week', area_standing.date)::DATE
            WHEN 'seven_days'
                THEN area_standing.date - (6 - date_diff('day', area_standing.date, $date_to::DATE) % 7)::INTEGER
            ELSE area_standing.date
        END AS period_start
    FROM area_standing
    INNER JOIN listed
        ON area_standing.date >= listed.date_from
    WHERE
        area_standing.edition = $edition::VARCHAR
        AND area_standing.unit_code = $unit::VARCHAR
        AND (
            area_standing.level = $level::VARCHAR
            OR (area_standing.level <> 'all' AND $level::VARCHAR <> 'all')
        )
        AND area_standing.date BETWEEN $date_from::DATE AND $date_to::DATE
),

period AS (
    SELECT
        dated.asked,
        dated.stage,
        dated.level,
        dated.period_start,
        max(dated.date) AS date,
        arg_max(dated.units_reported, dated.date) AS units_reported,
        arg_max(dated.count, dated.date) AS counted,
        sum(dated.flow)::BIGINT AS counted_new,
        min(dated.counted_from) AS counted_from,
        max(dated.date) FILTER (WHERE dated.counted_from IS NOT NULL) AS counted_until,
        arg_max(dated.is_hidden, dated.date) AS is_end_hidden,
        arg_min(dated.follows_hidden, dated.date) AS is_begin_hidden,
        bool_or(dated.is_flow_hidden AND NOT dated.is_hidden) AS is_flow_hidden,
        bool_or(dated.is_flow_hidden) OR coalesce(sum(dated.flow), 0) <> 0 AS is_moved
    FROM dated
    GROUP BY
        dated.asked,
        dated.stage,
        dated.level,
        dated.period_start
),

judged AS (
    SELECT
        period.*,
        build.small_count,
        sum(period.counted_new) OVER levels - period.counted_new AS other_new,
        sum(period.counted_new) OVER levels BETWEEN 1 AND build.small_count - 1 AS is_sum_small
    FROM period
    CROSS JOIN build
    WINDOW levels AS (PARTITION BY period.asked, period.stage, period.period_start)
),

hidden AS (
    SELECT
        judged.*,
        CASE WHEN judged.is_end_hidden THEN 'beside' END AS why,
        CASE
            WHEN NOT judged.is_moved THEN NULL
            WHEN
                judged.is_end_hidden
                OR judged.is_begin_hidden
                OR judged.is_flow_hidden
                OR judged.counted - judged.counted_new BETWEEN 1 AND judged.small_count - 1
                THEN 'beside'
            WHEN
                judged.other_new <> 0
                AND NOT judged.is_sum_small
                AND (
                    judged.counted_new BETWEEN 1 AND judged.small_count - 1
                    OR judged.other_new BETWEEN 1 AND judged.small_count - 1
                )
                THEN 'beside'
            WHEN judged.counted_new BETWEEN 1 AND judged.small_count - 1 THEN 'small'
        END AS new_why
    FROM judged
    WHERE judged.level = $level::VARCHAR
),

shown AS (
    SELECT
        hidden.asked,
        hidden.stage,
        hidden.small_count,
        hidden.period_start,
        hidden.date,
        hidden.units_reported,
        hidden.counted_from,
        hidden.counted_until,
        hidden.why,
        hidden.new_why,
        -- arg_max passes over the NULL of a hidden day and finds the count of an earlier one.
        CASE WHEN hidden.why IS NULL THEN hidden.counted END AS counted,
        CASE WHEN hidden.new_why IS NULL THEN hidden.counted_new END AS counted_new
    FROM hidden
)

SELECT
    shown.period_start,
    max(shown.date) AS date,
    max(shown.counted) FILTER (WHERE shown.stage = 'collected') AS collected,
    max(shown.counted) FILTER (WHERE shown.stage = 'approved') AS approved,
    max(shown.counted) FILTER (WHERE shown.stage = 'activated') AS activated,
    max(shown.counted_new) FILTER (WHERE shown.stage = 'collected') AS collected_new,
    max(shown.counted_new) FILTER (WHERE shown.stage = 'approved') AS approved_new,
    max(shown.counted_new) FILTER (WHERE shown.stage = 'activated') AS activated_new,
    max(shown.why) FILTER (WHERE shown.stage = 'collected') AS collected_why,
    max(shown.why) FILTER (WHERE shown.stage = 'approved') AS approved_why,
    max(shown.why) FILTER (WHERE shown.stage = 'activated') AS activated_why,
    max(shown.new_why) FILTER (WHERE shown.stage = 'collected') AS collected_new_why,
    max(shown.new_why) FILTER (WHERE shown.stage = 'approved') AS approved_new_why,
    max(shown.new_why) FILTER (WHERE shown.stage = 'activated') AS activated_new_why,
    max(shown.units_reported) AS units_reported,
    min(shown.counted_from) AS counted_from,
    max(shown.counted_until) AS counted_until,
    CASE
        WHEN NOT collected - approved BETWEEN 1 AND any_value(shown.small_count) - 1
            THEN greatest(collected - approved, 0)
    END AS approved_waiting,
    CASE
        WHEN NOT approved - activated BETWEEN 1 AND any_value(shown.small_count) - 1
            THEN greatest(approved - activated, 0)
    END AS activated_waiting,
    shown.asked
FROM shown
GROUP BY
    shown.asked,
    shown.period_start
ORDER BY
    shown.asked,
    shown.period_start
