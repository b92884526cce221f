-- What may be shown of where each unit of any size stood every day, of its pace and of its change (see `area_change`).
-- is_silent: its newest report is older than the one that was due last.
-- Sorted by day, so that a page's date reads one block.
-- Where is_hidden, the count is small or gives a small one away, and everything with it is NULL. A unit has neither
-- pace nor change where a count of any stage is hidden since the earliest day that they may begin at.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- part:   province
-- across: alone
-- carried: days
-- days:   area_count, area_change
-- after:  area_count, area_change, new_enough, hidden_count, hidden_lately, build
-- as:     published

WITH judged AS (
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
    CASE WHEN NOT judged.is_change_hidden THEN coalesce(area_change.units_compared, 0) END AS units_compared,
    CASE WHEN NOT judged.is_change_hidden THEN area_change.count_before END AS count_before,
    CASE WHEN NOT judged.is_change_hidden THEN area_change.count_since END AS count_since,
    CASE WHEN NOT judged.is_change_hidden THEN area_change.changed_from END AS changed_from,
    CASE WHEN NOT judged.is_change_hidden THEN area_change.changed_until END AS changed_until,
    CASE WHEN NOT judged.is_change_hidden THEN area_change.parts_7 / 2520 END AS pace_7,
    CASE WHEN NOT judged.is_change_hidden THEN area_change.parts_14 / 12252240 END AS pace_14,
    CASE WHEN NOT judged.is_change_hidden THEN coalesce(area_change.units_paced, 0) END AS units_paced,
    CASE WHEN NOT judged.is_change_hidden THEN area_change.paced_from END AS paced_from,
    CASE WHEN NOT judged.is_change_hidden THEN area_change.paced_until END AS paced_until
FROM judged
LEFT JOIN area_change
    ON
        judged.edition = area_change.edition
        AND judged.unit_code = area_change.unit_code
        AND judged.level = area_change.level
        AND judged.stage = area_change.stage
        AND judged.date = area_change.date
ORDER BY
    judged.date,
    judged.level,
    judged.stage,
    judged.edition,
    judged.unit_code
