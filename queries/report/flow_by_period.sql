-- What a unit counted in each day, week or month, and where it stood at the end of it.
-- The first report of a commune is a stock, not the work of a day, and adds no flow.
--
-- grain:  one row per period that has figures
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  date_from          DATE           first day
-- param:  date_to            DATE           last day
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  step               VARCHAR        day, week (from Monday) or month
-- column: period_start       DATE           first day of the period
-- column: date               DATE           last day of the period that has figures
-- column: collected          BIGINT         cumulative at that day
-- column: approved           BIGINT         cumulative at that day
-- column: activated          BIGINT         cumulative at that day
-- column: collected_new      BIGINT         within the period
-- column: approved_new       BIGINT         within the period
-- column: activated_new      BIGINT         within the period
-- column: units_reported     BIGINT         reporting units summed at that day

WITH dated AS (
    SELECT
        area_standing.*,
        CASE $step::VARCHAR
            WHEN 'month' THEN date_trunc('month', area_standing.date)::DATE
            WHEN 'week' THEN date_trunc('week', area_standing.date)::DATE
            ELSE area_standing.date
        END AS period_start
    FROM area_standing
    WHERE
        area_standing.edition = $edition::VARCHAR
        AND area_standing.unit_code = $unit::VARCHAR
        AND area_standing.level = $level::VARCHAR
        AND area_standing.date BETWEEN $date_from::DATE AND $date_to::DATE
)

SELECT
    dated.period_start,
    max(dated.date) AS date,
    arg_max(dated.collected, dated.date) AS collected,
    arg_max(dated.approved, dated.date) AS approved,
    arg_max(dated.activated, dated.date) AS activated,
    sum(dated.collected_new)::BIGINT AS collected_new,
    sum(dated.approved_new)::BIGINT AS approved_new,
    sum(dated.activated_new)::BIGINT AS activated_new,
    arg_max(dated.units_reported, dated.date) AS units_reported
FROM dated
GROUP BY dated.period_start
ORDER BY dated.period_start
