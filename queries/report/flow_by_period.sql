-- What a unit counted in each day, week or month, and where it stood at the end of it.
-- The first report of a commune is a stock, not the work of a day, and adds no flow.
-- Counts and flows from 1 to below small_count are hidden, and so is what would give one away: a count as in
-- queries/build/giveaway.sql, a flow that begins or ends at a hidden count, a flow beside a small one of the other
-- level.
--
-- grain:  one row per period that has figures
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  date_from          DATE           first day
-- param:  date_to            DATE           last day
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  step               VARCHAR        day, week (from Monday) or month
-- param:  small_count        INTEGER        counts from 1 to below this are hidden
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

-- One row per stage; the other level stands beside the one asked for.
WITH dated AS (
    SELECT
        stages.stage,
        area_standing.level,
        area_standing.date,
        area_standing.units_reported,
        CASE $step::VARCHAR
            WHEN 'month' THEN date_trunc('month', area_standing.date)::DATE
            WHEN 'week' THEN date_trunc('week', area_standing.date)::DATE
            ELSE area_standing.date
        END AS period_start,
        CASE stages.stage
            WHEN 'collected' THEN area_standing.collected
            WHEN 'approved' THEN area_standing.approved
            ELSE area_standing.activated
        END AS counted,
        CASE stages.stage
            WHEN 'collected' THEN area_standing.collected_new
            WHEN 'approved' THEN area_standing.approved_new
            ELSE area_standing.activated_new
        END AS counted_new,
        coalesce(
            CASE stages.stage
                WHEN 'collected' THEN giveaway.collected
                WHEN 'approved' THEN giveaway.approved
                ELSE giveaway.activated
            END BETWEEN 1 AND $small_count::INTEGER - 1,
            FALSE
        ) AS gives_away,
        coalesce(
            CASE stages.stage
                WHEN 'collected' THEN day_before.collected
                WHEN 'approved' THEN day_before.approved
                ELSE day_before.activated
            END BETWEEN 1 AND $small_count::INTEGER - 1,
            FALSE
        ) AS gave_away
    FROM area_standing
    CROSS JOIN (VALUES ('collected'), ('approved'), ('activated')) AS stages (stage)
    LEFT JOIN giveaway
        ON
            area_standing.edition = giveaway.edition
            AND area_standing.unit_code = giveaway.unit_code
            AND area_standing.level = giveaway.level
            AND area_standing.date = giveaway.date
    LEFT JOIN giveaway AS day_before
        ON
            area_standing.edition = day_before.edition
            AND area_standing.unit_code = day_before.unit_code
            AND area_standing.level = day_before.level
            AND area_standing.date = day_before.date + 1
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
        dated.stage,
        dated.level,
        dated.period_start,
        max(dated.date) AS date,
        arg_max(dated.counted, dated.date) AS counted,
        sum(dated.counted_new)::BIGINT AS counted_new,
        arg_max(dated.units_reported, dated.date) AS units_reported,
        arg_max(dated.gives_away, dated.date) AS gives_away,
        arg_min(dated.gave_away, dated.date) AS gave_away
    FROM dated
    GROUP BY
        dated.stage,
        dated.level,
        dated.period_start
),

judged AS (
    SELECT
        period.*,
        period.gives_away OR period.counted BETWEEN 1 AND $small_count::INTEGER - 1 AS is_end_hidden,
        period.gave_away
        OR period.counted - period.counted_new BETWEEN 1 AND $small_count::INTEGER - 1 AS is_begin_hidden,
        period.counted_new BETWEEN 1 AND $small_count::INTEGER - 1 AS is_small,
        sum(period.counted_new) OVER levels - period.counted_new AS other_new,
        sum(period.counted_new) OVER levels BETWEEN 1 AND $small_count::INTEGER - 1 AS is_sum_small
    FROM period
    WINDOW levels AS (PARTITION BY period.stage, period.period_start)
),

hidden AS (
    SELECT
        judged.*,
        CASE WHEN judged.is_end_hidden THEN 'beside' END AS why,
        CASE
            WHEN coalesce(judged.counted_new, 0) = 0 THEN NULL
            WHEN judged.is_end_hidden OR judged.is_begin_hidden THEN 'beside'
            WHEN
                judged.other_new <> 0
                AND NOT judged.is_sum_small
                AND (judged.is_small OR judged.other_new BETWEEN 1 AND $small_count::INTEGER - 1)
                THEN 'beside'
            WHEN judged.is_small THEN 'small'
        END AS new_why
    FROM judged
    WHERE judged.level = $level::VARCHAR
),

told AS (
    SELECT
        hidden.stage,
        hidden.period_start,
        hidden.date,
        hidden.units_reported,
        hidden.why,
        hidden.new_why,
        CASE WHEN hidden.why IS NULL THEN hidden.counted END AS counted,
        CASE WHEN hidden.new_why IS NULL THEN hidden.counted_new END AS counted_new
    FROM hidden
)

SELECT
    told.period_start,
    max(told.date) AS date,
    max(told.counted) FILTER (WHERE told.stage = 'collected') AS collected,
    max(told.counted) FILTER (WHERE told.stage = 'approved') AS approved,
    max(told.counted) FILTER (WHERE told.stage = 'activated') AS activated,
    max(told.counted_new) FILTER (WHERE told.stage = 'collected') AS collected_new,
    max(told.counted_new) FILTER (WHERE told.stage = 'approved') AS approved_new,
    max(told.counted_new) FILTER (WHERE told.stage = 'activated') AS activated_new,
    max(told.why) FILTER (WHERE told.stage = 'collected') AS collected_why,
    max(told.why) FILTER (WHERE told.stage = 'approved') AS approved_why,
    max(told.why) FILTER (WHERE told.stage = 'activated') AS activated_why,
    max(told.new_why) FILTER (WHERE told.stage = 'collected') AS collected_new_why,
    max(told.new_why) FILTER (WHERE told.stage = 'approved') AS approved_new_why,
    max(told.new_why) FILTER (WHERE told.stage = 'activated') AS activated_new_why,
    max(told.units_reported) AS units_reported
FROM told
GROUP BY told.period_start
ORDER BY told.period_start
