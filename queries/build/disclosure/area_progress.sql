-- What may be shown of where each unit of any size stood every day, and of what it gained in 7 days, in 14 days and in
-- one period. Sorted by day, so that a page's date reads one block.
-- Where is_hidden, the count is small or gives a small one away, and everything with it is NULL. A change is NULL too
-- where the count that it begins at is hidden.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- part:   province
-- after:  area_count, hidden_count, build
-- as:     published

WITH judged AS (
    SELECT
        area_count.*,
        build.small_count,
        hidden.date IS NOT NULL AS is_hidden,
        hidden.date IS NOT NULL
        OR before.date IS NOT NULL
        OR area_count.count_before BETWEEN 1 AND build.small_count - 1 AS is_before_hidden,
        hidden.date IS NOT NULL
        OR before_7.date IS NOT NULL
        OR area_count.count_7 BETWEEN 1 AND build.small_count - 1 AS is_7_hidden,
        hidden.date IS NOT NULL
        OR before_14.date IS NOT NULL
        OR area_count.count_14 BETWEEN 1 AND build.small_count - 1 AS is_14_hidden
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
    LEFT JOIN hidden_count AS before_7
        ON
            area_count.edition = before_7.edition
            AND area_count.unit_code = before_7.unit_code
            AND area_count.level = before_7.level
            AND area_count.stage = before_7.stage
            AND area_count.date - 7 = before_7.date
    LEFT JOIN hidden_count AS before_14
        ON
            area_count.edition = before_14.edition
            AND area_count.unit_code = before_14.unit_code
            AND area_count.level = before_14.level
            AND area_count.stage = before_14.stage
            AND area_count.date - 14 = before_14.date
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
    CASE WHEN NOT judged.is_7_hidden THEN judged.gained_7 END AS gained_7,
    CASE WHEN NOT judged.is_14_hidden THEN judged.gained_14 END AS gained_14
FROM judged
ORDER BY
    judged.date,
    judged.level,
    judged.stage,
    judged.edition,
    judged.unit_code
