-- What a unit that took over from others has said since, on every day: its count where a report gave one (told), and
-- what its detailed exports added (added), which until then goes on top of what it took over.
-- Both levels together are told by a printed sum or by both levels; of the two the newer one.
--
-- grain:  one row per (edition, unit_code, begun_on, date, level, stage)
-- after:  handover, observation, activity, coverage, unit

WITH begun AS (
    SELECT DISTINCT
        handover.edition,
        handover.unit_code,
        handover.day
    FROM handover
),

span AS (
    SELECT
        begun.edition,
        begun.unit_code,
        begun.day AS begun_on,
        least(
            coverage.last_day,
            coalesce(unit.valid_to, coverage.last_day),
            coalesce(
                lead(begun.day) OVER (PARTITION BY begun.edition, begun.unit_code ORDER BY begun.day) - 1,
                coverage.last_day
            )
        ) AS last_day
    FROM begun
    INNER JOIN coverage
        ON begun.edition = coverage.edition
    INNER JOIN unit
        ON
            begun.edition = unit.edition
            AND begun.unit_code = unit.unit_code
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
    SEMI JOIN span
        ON
            observation.edition = span.edition
            AND observation.unit_code = span.unit_code
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
    SEMI JOIN span
        ON
            activity.edition = span.edition
            AND activity.unit_code = span.unit_code
    GROUP BY
        activity.edition,
        activity.unit_code,
        activity.date,
        activity.level,
        activity.stage
),

calendar AS (
    SELECT
        span.edition,
        span.unit_code,
        span.begun_on,
        unnest(generate_series(span.begun_on, span.last_day, INTERVAL 1 DAY))::DATE AS date
    FROM span
),

daily AS (
    SELECT
        calendar.edition,
        calendar.unit_code,
        calendar.begun_on,
        calendar.date,
        levels.level,
        stages.stage,
        summary.stock,
        detailed.added AS added_new,
        coalesce(summary.reported_at, calendar.date + INTERVAL '23 hours 59 minutes') AS moment,
        sum(detailed.added) OVER so_far AS added
    FROM calendar
    CROSS JOIN (VALUES ('1'), ('2'), ('all')) AS levels (level)
    CROSS JOIN (VALUES ('collected'), ('approved'), ('activated')) AS stages (stage)
    LEFT JOIN summary
        ON
            calendar.edition = summary.edition
            AND calendar.unit_code = summary.unit_code
            AND calendar.date = summary.date
            AND levels.level = summary.level
            AND stages.stage = summary.stage
    LEFT JOIN detailed
        ON
            calendar.edition = detailed.edition
            AND calendar.unit_code = detailed.unit_code
            AND calendar.date = detailed.date
            AND levels.level = detailed.level
            AND stages.stage = detailed.stage
    WINDOW so_far AS (
        PARTITION BY calendar.edition, calendar.unit_code, calendar.begun_on, levels.level, stages.stage
        ORDER BY calendar.date
    )
),

-- A day's summary report holds what that day's export counted.
said AS (
    SELECT
        daily.edition,
        daily.unit_code,
        daily.begun_on,
        daily.date,
        daily.level,
        daily.stage,
        coalesce(daily.added, 0)
        + last_value(daily.stock - coalesce(daily.added, 0) IGNORE NULLS) OVER so_far AS told,
        daily.added,
        daily.added_new,
        daily.stock IS NOT NULL OR daily.added_new IS NOT NULL AS is_new,
        last_value(
            CASE WHEN daily.stock IS NOT NULL OR daily.added_new IS NOT NULL THEN daily.moment END IGNORE NULLS
        ) OVER so_far AS reported_at,
        last_value(CASE WHEN daily.added_new IS NOT NULL THEN daily.moment END IGNORE NULLS) OVER so_far AS exported_at
    FROM daily
    WINDOW so_far AS (
        PARTITION BY daily.edition, daily.unit_code, daily.begun_on, daily.level, daily.stage
        ORDER BY daily.date
    )
),

wide AS (
    SELECT
        said.edition,
        said.unit_code,
        said.begun_on,
        said.date,
        said.stage,
        max(said.told) FILTER (WHERE said.level = 'all') AS printed,
        sum(said.told) FILTER (WHERE said.level <> 'all') AS summed,
        count(said.told) FILTER (WHERE said.level <> 'all') AS levels_told,
        max(said.reported_at) FILTER (WHERE said.level = 'all') AS printed_at,
        max(said.reported_at) FILTER (WHERE said.level <> 'all') AS summed_at,
        max(said.exported_at) AS exported_at,
        sum(said.added) AS added,
        sum(said.added_new) AS added_new,
        bool_or(said.is_new) AS is_new
    FROM said
    GROUP BY
        said.edition,
        said.unit_code,
        said.begun_on,
        said.date,
        said.stage
),

together AS (
    SELECT
        wide.*,
        wide.levels_told = 2 AND coalesce(wide.summed_at >= wide.printed_at OR wide.printed IS NULL, TRUE) AS is_summed
    FROM wide
)

SELECT
    said.edition,
    said.unit_code,
    said.begun_on,
    said.date,
    said.level,
    said.stage,
    said.told::BIGINT AS told,
    said.added::BIGINT AS added,
    said.added_new::BIGINT AS added_new,
    said.is_new,
    said.reported_at
FROM said
WHERE said.level <> 'all'
UNION ALL
SELECT
    together.edition,
    together.unit_code,
    together.begun_on,
    together.date,
    'all' AS level,
    together.stage,
    CASE WHEN together.is_summed THEN together.summed ELSE together.printed END::BIGINT AS told,
    together.added::BIGINT AS added,
    together.added_new::BIGINT AS added_new,
    together.is_new,
    CASE
        WHEN together.is_summed THEN together.summed_at
        WHEN together.printed IS NOT NULL THEN together.printed_at
        ELSE together.exported_at
    END AS reported_at
FROM together
ORDER BY
    edition,
    unit_code,
    date,
    level,
    stage
