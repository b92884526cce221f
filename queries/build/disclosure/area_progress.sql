-- What may be shown of where each unit of any size stood every day, of its pace and of what it gained in one period.
-- Sorted by day, so that a page's date reads one block.
-- Where is_hidden, the count is small or gives a small one away, and everything with it is NULL. A change is NULL too
-- where the count that it begins at is hidden, and a pace where any count since the earliest day that it may begin at
-- is: the parts of a sum are paced from different days.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- part:   province
-- after:  area_count, hidden_count, build
-- as:     published

-- A pace of 14 days begins at most 18 days before a report that answers the due day before last: 32 days at most.
WITH hidden_lately AS (
    SELECT DISTINCT
        hidden_count.edition,
        hidden_count.unit_code,
        hidden_count.level,
        hidden_count.stage,
        hidden_count.date + unnest(range(0, 33))::INTEGER AS date
    FROM hidden_count
),

judged AS (
    SELECT
        area_count.*,
        build.small_count,
        hidden.date IS NOT NULL AS is_hidden,
        hidden.date IS NOT NULL
        OR before.date IS NOT NULL
        OR area_count.count_before BETWEEN 1 AND build.small_count - 1 AS is_before_hidden,
        hidden_lately.date IS NOT NULL AS is_pace_hidden
    FROM area_count
    CROSS JOIN build
    LEFT JOIN hidden_count AS hidden
        ON
            area_count.edition = hidden.edition
            AND area_count.unit_code = hidden.unit_code
            AND area_count.level = hidden.level
            AND area_count.stage = hidden.stage
            AND area_count.date = hidden.date
    LEFT JOIN hidden_count AS before
        ON
            area_count.edition = before.edition
            AND area_count.unit_code = before.unit_code
            AND area_count.level = before.level
            AND area_count.stage = before.stage
            AND area_count.date - build.period_days = before.date
    LEFT JOIN hidden_lately
        ON
            area_count.edition = hidden_lately.edition
            AND area_count.unit_code = hidden_lately.unit_code
            AND area_count.level = hidden_lately.level
            AND area_count.stage = hidden_lately.stage
            AND area_count.date = hidden_lately.date
)

SELECT
    judged.edition,
    judged.unit_code,
    judged.level,
    judged.stage,
    judged.date,
    judged.reported_at,
    judged.is_hidden,
    judged.units_reported,
    judged.units_compared,
    judged.parts,
    judged.parts_reported,
    CASE WHEN NOT judged.is_hidden THEN judged.count END AS count,
    CASE WHEN NOT judged.is_hidden AND judged.shared_out >= judged.small_count THEN judged.shared_out END AS shared_out,
    CASE WHEN NOT judged.is_before_hidden THEN judged.count_before END AS count_before,
    CASE
        WHEN NOT judged.is_hidden AND judged.count_since NOT BETWEEN 1 AND judged.small_count - 1
            THEN judged.count_since
    END AS count_since,
    CASE WHEN NOT judged.is_pace_hidden THEN judged.pace_7 END AS pace_7,
    CASE WHEN NOT judged.is_pace_hidden THEN judged.pace_14 END AS pace_14,
    CASE WHEN NOT judged.is_pace_hidden THEN judged.units_paced END AS units_paced,
    CASE WHEN NOT judged.is_pace_hidden THEN judged.paced_from END AS paced_from,
    CASE WHEN NOT judged.is_pace_hidden THEN judged.paced_until END AS paced_until
FROM judged
ORDER BY
    judged.date,
    judged.level,
    judged.stage,
    judged.edition,
    judged.unit_code
