-- Who counted how much, at which hours and by which channel, of each unit that exports: detailed exports summed by
-- month, divided in three ways (see `work_cell`), and of each count what may be shown of it and what is withheld: a
-- count under small_count, and the next smallest beside it where what is withheld of a unit and month would be one
-- cell, or small in sum.
--
-- grain:  one row per (edition, unit_code, month, stage, division, cell) with a count
-- after:  activity, team, holiday, build
-- from:   activity
-- part:   province
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: month DATE
-- column: stage VARCHAR
-- column: division VARCHAR
-- column: cell VARCHAR
-- column: first_day DATE
-- column: last_day DATE
-- column: shown BIGINT
-- column: withheld BIGINT
-- column: sources BIGINT

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
)

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
