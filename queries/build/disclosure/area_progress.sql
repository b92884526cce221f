-- What may be shown of where each unit of any size stood every day, of its pace and of its change over one period: sums
-- over those of its units that have one (units_paced, units_compared), measured between paced_from and paced_until, or
-- changed_from and changed_until. is_silent: its newest report is older than the one that was due last.
-- Sorted by day, so that a page's date reads one block.
-- Where is_hidden, the count is small or gives a small one away, and everything with it is NULL. A unit has neither
-- pace nor change where a count of any stage is hidden since the earliest day that they may begin at; then it is in no
-- sum either, for the units of a sum begin at different days.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- part:   province
-- after:  area_count, own_pace, contributor, era, new_enough, compared_period, hidden_count, build
-- as:     published

WITH hidden_lately AS (
    SELECT DISTINCT
        hidden_day.edition,
        hidden_day.unit_code,
        hidden_day.level,
        hidden_day.date + unnest(range(compared_period.reach + 1))::INTEGER AS date
    FROM (
        SELECT DISTINCT
            hidden_count.edition,
            hidden_count.unit_code,
            hidden_count.level,
            hidden_count.date
        FROM hidden_count
    ) AS hidden_day
    CROSS JOIN compared_period
),

-- In whole parts of a day's work, so that sums are exact: 4 to 10 divide 2,520, and 10 to 18 divide 12,252,240.
paced AS (
    SELECT
        own_pace.*,
        (own_pace.until_count - own_pace.start_7.count)
        * (2520 // (own_pace.until_day - own_pace.start_7.day)) AS parts_7,
        (own_pace.until_count - own_pace.start_14.count)
        * (12252240 // (own_pace.until_day - own_pace.start_14.day)) AS parts_14
    FROM own_pace
    ANTI JOIN hidden_lately
        ON
            own_pace.edition = hidden_lately.edition
            AND own_pace.unit_code = hidden_lately.unit_code
            AND own_pace.level = hidden_lately.level
            AND own_pace.date = hidden_lately.date
),

moved AS (
    SELECT
        contributor.edition,
        contributor.area_code AS unit_code,
        paced.level,
        paced.stage,
        paced.date,
        sum(paced.parts_7)::BIGINT / 2520 AS pace_7,
        sum(paced.parts_14)::BIGINT / 12252240 AS pace_14,
        count(paced.parts_7) AS units_paced,
        min(paced.start_7.day) AS paced_from,
        max(CASE WHEN paced.start_7 IS NOT NULL THEN paced.until_day END) AS paced_until,
        count(paced.start.day) AS units_compared,
        sum(paced.start.count)::BIGINT AS count_before,
        sum(CASE WHEN paced.start IS NOT NULL THEN paced.until_count END)::BIGINT AS count_since,
        min(paced.start.day) AS changed_from,
        max(CASE WHEN paced.start IS NOT NULL THEN paced.until_day END) AS changed_until
    FROM paced
    INNER JOIN era
        ON paced.figure_date BETWEEN era.first_day AND era.last_day
    INNER JOIN contributor
        ON
            paced.edition = contributor.source
            AND era.edition = contributor.era
            AND paced.level = contributor.level
            AND paced.unit_code = contributor.unit_code
    GROUP BY
        contributor.edition,
        contributor.area_code,
        paced.level,
        paced.stage,
        paced.date
),

judged AS (
    SELECT
        area_count.*,
        build.small_count,
        hidden_count.date IS NOT NULL AS is_hidden,
        hidden_lately.date IS NOT NULL AS is_change_hidden,
        area_count.reported_at::DATE < coalesce(new_enough.oldest, area_count.date - 7) AS is_silent
    FROM area_count
    CROSS JOIN build
    LEFT JOIN new_enough
        ON area_count.date = new_enough.date
    LEFT JOIN hidden_count
        ON
            area_count.edition = hidden_count.edition
            AND area_count.unit_code = hidden_count.unit_code
            AND area_count.level = hidden_count.level
            AND area_count.stage = hidden_count.stage
            AND area_count.date = hidden_count.date
    LEFT JOIN hidden_lately
        ON
            area_count.edition = hidden_lately.edition
            AND area_count.unit_code = hidden_lately.unit_code
            AND area_count.level = hidden_lately.level
            AND area_count.date = hidden_lately.date
)

SELECT
    judged.edition,
    judged.unit_code,
    judged.level,
    judged.stage,
    judged.date,
    judged.reported_at,
    judged.is_silent,
    judged.is_hidden,
    judged.units_reported,
    judged.parts,
    judged.parts_reported,
    CASE WHEN NOT judged.is_hidden THEN judged.count END AS count,
    CASE WHEN NOT judged.is_hidden AND judged.shared_out >= judged.small_count THEN judged.shared_out END AS shared_out,
    CASE WHEN NOT judged.is_change_hidden THEN coalesce(moved.units_compared, 0) END AS units_compared,
    CASE WHEN NOT judged.is_change_hidden THEN moved.count_before END AS count_before,
    CASE WHEN NOT judged.is_change_hidden THEN moved.count_since END AS count_since,
    CASE WHEN NOT judged.is_change_hidden THEN moved.changed_from END AS changed_from,
    CASE WHEN NOT judged.is_change_hidden THEN moved.changed_until END AS changed_until,
    CASE WHEN NOT judged.is_change_hidden THEN moved.pace_7 END AS pace_7,
    CASE WHEN NOT judged.is_change_hidden THEN moved.pace_14 END AS pace_14,
    CASE WHEN NOT judged.is_change_hidden THEN coalesce(moved.units_paced, 0) END AS units_paced,
    CASE WHEN NOT judged.is_change_hidden THEN moved.paced_from END AS paced_from,
    CASE WHEN NOT judged.is_change_hidden THEN moved.paced_until END AS paced_until
FROM judged
LEFT JOIN moved
    ON
        judged.edition = moved.edition
        AND judged.unit_code = moved.unit_code
        AND judged.level = moved.level
        AND judged.stage = moved.stage
        AND judged.date = moved.date
ORDER BY
    judged.date,
    judged.level,
    judged.stage,
    judged.edition,
    judged.unit_code
