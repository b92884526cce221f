-- What may be shown of how each unit of any size came to where it stood, day by day. Sorted by unit, so that a curve
-- reads one block.
-- Where is_hidden, the count is small or gives a small one away. A flow that leads to or from a hidden count would give
-- it away: on hidden days it is NULL unless it is zero, and the first day after them holds what came since the last day
-- that is shown. Where no day had been shown before, or where it would tell a small count with which the figures began,
-- it is hidden there as well. follows_hidden says that the count of the day before is hidden.
-- So is a flow that tells a correction of a hidden count, or a hidden first count (see `flow_telling`).
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- part:   province
-- across: alone
-- carried: figures
-- after:  area_count, hidden_count, flow_telling, build
-- as:     published

WITH counted AS (
    SELECT
        area_count.*,
        flow_telling.date IS NOT NULL AND (flow_telling.is_of_correction OR area_count.flow IS NOT NULL) AS is_telling
    FROM area_count
    LEFT JOIN flow_telling
        ON
            area_count.edition = flow_telling.edition
            AND area_count.unit_code = flow_telling.unit_code
            AND area_count.level = flow_telling.level
            AND area_count.stage = flow_telling.stage
            AND area_count.date = flow_telling.date
    WHERE area_count.date = area_count.figure_date
),

plain AS (
    SELECT
        counted.*,
        FALSE AS is_hidden,
        FALSE AS follows_hidden,
        counted.flow AS flow_since,
        FALSE AS is_giving_away
    FROM counted
    ANTI JOIN hidden_count
        ON
            counted.edition = hidden_count.edition
            AND counted.unit_code = hidden_count.unit_code
            AND counted.level = hidden_count.level
            AND counted.stage = hidden_count.stage
),

marked AS (
    SELECT
        counted.*,
        hidden_count.date IS NOT NULL AS is_hidden,
        count(*) FILTER (WHERE hidden_count.date IS NULL) OVER past AS shown_before,
        last_value(CASE WHEN hidden_count.date IS NULL THEN counted.count END IGNORE NULLS) OVER past AS shown_count
    FROM counted
    SEMI JOIN hidden_count AS somewhere
        ON
            counted.edition = somewhere.edition
            AND counted.unit_code = somewhere.unit_code
            AND counted.level = somewhere.level
            AND counted.stage = somewhere.stage
    LEFT JOIN hidden_count
        ON
            counted.edition = hidden_count.edition
            AND counted.unit_code = hidden_count.unit_code
            AND counted.level = hidden_count.level
            AND counted.stage = hidden_count.stage
            AND counted.date = hidden_count.date
    WINDOW past AS (
        PARTITION BY counted.edition, counted.unit_code, counted.level, counted.stage
        ORDER BY counted.date
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
),

-- A run of hidden days and the shown one that ends it have the same number of shown days before them.
followed AS (
    SELECT
        marked.*,
        coalesce(lag(marked.is_hidden) OVER run, FALSE) AS follows_hidden,
        lag(marked.count) OVER run AS hidden_before,
        sum(marked.flow) OVER run::BIGINT AS sum_since,
        min(marked.counted_from) OVER run AS from_since,
        bool_or(marked.is_telling) OVER run AS is_telling_since
    FROM marked
    WINDOW run AS (
        PARTITION BY marked.edition, marked.unit_code, marked.level, marked.stage, marked.shown_before
        ORDER BY marked.date
    )
),

since AS (
    SELECT
        followed.* EXCLUDE (shown_before, shown_count, hidden_before, sum_since, from_since, is_telling_since) REPLACE (
            CASE WHEN followed.counted_from IS NOT NULL THEN followed.from_since END AS counted_from,
            followed.is_telling_since AS is_telling
        ),
        CASE WHEN followed.flow IS NOT NULL OR followed.count = followed.hidden_before THEN followed.sum_since END
            AS flow_since,
        followed.follows_hidden
        AND (
            followed.shown_count IS NULL
            OR followed.count - followed.sum_since = nullif(followed.hidden_before, followed.shown_count)
        ) AS is_giving_away
    FROM followed
),

judged AS (
    SELECT
        every_day.*,
        CASE
            WHEN every_day.is_telling THEN TRUE
            WHEN every_day.is_hidden THEN every_day.flow <> 0
            ELSE
                every_day.flow_since <> 0
                AND (
                    every_day.is_giving_away
                    OR every_day.count - every_day.flow_since BETWEEN 1 AND build.small_count - 1
                )
        END AS is_flow_hidden
    FROM (
        SELECT plain.* FROM plain
        UNION ALL BY NAME
        SELECT since.* FROM since
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
    judged.counted_from,
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
