-- What may be shown of how each unit of any size came to where it stood, day by day. Sorted by unit, so that a curve
-- reads one block.
-- Where is_hidden, the count is small or gives a small one away. A flow that leads to or from a hidden count would give
-- it away: on hidden days it is NULL unless it is zero, and the first day after them holds what came since the last day
-- that is shown. Where no day had been shown before, or where it would tell a small count with which the figures began,
-- it is hidden there as well. follows_hidden says that the count of the day before is hidden.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- part:   province
-- after:  area_count, hidden_count, build
-- as:     published

WITH plain AS (
    SELECT
        area_count.*,
        FALSE AS is_hidden,
        FALSE AS follows_hidden,
        area_count.flow AS flow_since,
        FALSE AS is_from_nothing
    FROM area_count
    ANTI JOIN hidden_count
        ON
            area_count.edition = hidden_count.edition
            AND area_count.unit_code = hidden_count.unit_code
            AND area_count.level = hidden_count.level
            AND area_count.stage = hidden_count.stage
),

marked AS (
    SELECT
        area_count.*,
        hidden_count.date IS NOT NULL AS is_hidden,
        count(*) FILTER (WHERE hidden_count.date IS NULL) OVER (
            PARTITION BY area_count.edition, area_count.unit_code, area_count.level, area_count.stage
            ORDER BY area_count.date
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS shown_before
    FROM area_count
    SEMI JOIN hidden_count AS somewhere
        ON
            area_count.edition = somewhere.edition
            AND area_count.unit_code = somewhere.unit_code
            AND area_count.level = somewhere.level
            AND area_count.stage = somewhere.stage
    LEFT JOIN hidden_count
        ON
            area_count.edition = hidden_count.edition
            AND area_count.unit_code = hidden_count.unit_code
            AND area_count.level = hidden_count.level
            AND area_count.stage = hidden_count.stage
            AND area_count.date = hidden_count.date
),

-- A run of hidden days and the shown one that ends it have the same number of shown days before them.
followed AS (
    SELECT
        marked.* EXCLUDE (shown_before),
        coalesce(lag(marked.is_hidden) OVER run, FALSE) AS follows_hidden,
        sum(marked.flow) OVER run::BIGINT AS flow_since,
        marked.shown_before = 0 AND coalesce(lag(marked.is_hidden) OVER run, FALSE) AS is_from_nothing
    FROM marked
    WINDOW run AS (
        PARTITION BY marked.edition, marked.unit_code, marked.level, marked.stage, marked.shown_before
        ORDER BY marked.date
    )
),

judged AS (
    SELECT
        every_day.*,
        CASE
            WHEN every_day.is_hidden THEN every_day.flow <> 0
            ELSE
                every_day.flow_since <> 0
                AND (
                    every_day.is_from_nothing
                    OR every_day.count - every_day.flow_since BETWEEN 1 AND build.small_count - 1
                )
        END AS is_flow_hidden
    FROM (
        SELECT plain.* FROM plain
        UNION ALL BY NAME
        SELECT followed.* FROM followed
    ) AS every_day
    CROSS JOIN build
)

SELECT
    judged.edition,
    judged.unit_code,
    judged.level,
    judged.stage,
    judged.date,
    judged.units_reported,
    judged.is_hidden,
    judged.follows_hidden,
    coalesce(judged.is_flow_hidden, FALSE) AS is_flow_hidden,
    CASE WHEN NOT judged.is_hidden THEN judged.count END AS count,
    CASE
        WHEN judged.is_flow_hidden THEN NULL
        WHEN judged.is_hidden THEN judged.flow
        ELSE judged.flow_since
    END AS flow
FROM judged
ORDER BY
    judged.edition,
    judged.unit_code,
    judged.level,
    judged.stage,
    judged.date
