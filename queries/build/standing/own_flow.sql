-- Where each unit stood every day, with since when a day's flow was counted (counted_from): up to the unit's report
-- before; where a detailed export speaks of the day itself, up to its eve. What a correction changed is no flow.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  dated_standing, observation, activity
-- part:   province

WITH corrected AS (
    SELECT DISTINCT
        observation.edition,
        observation.unit_code,
        observation.as_of::DATE AS day,
        observation.stage
    FROM observation
    WHERE
        observation.is_correction
        AND NOT observation.is_restated
),

exported AS (
    SELECT DISTINCT
        activity.edition,
        activity.unit_code,
        activity.date
    FROM activity
),

followed AS (
    SELECT
        dated_standing.*,
        last_value(
            CASE WHEN dated_standing.reported_at::DATE = dated_standing.date THEN dated_standing.date END IGNORE NULLS
        ) OVER (
            PARTITION BY
                dated_standing.edition,
                dated_standing.unit_code,
                dated_standing.level,
                dated_standing.stage
            ORDER BY dated_standing.date
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS reported_before
    FROM dated_standing
)

SELECT
    followed.* EXCLUDE (reported_before) REPLACE (
        CASE WHEN followed.flow >= 0 AND corrected.day IS NULL THEN followed.flow END AS flow
    ),
    CASE
        WHEN followed.flow < 0 OR corrected.day IS NOT NULL THEN NULL
        WHEN followed.flow IS NOT NULL AND exported.date IS NULL
            THEN coalesce(followed.reported_before, followed.date - 1)
        WHEN followed.flow IS NOT NULL THEN followed.date - 1
    END AS counted_from,
    followed.flow < 0 OR (followed.flow <> 0 AND corrected.day IS NOT NULL) AS is_corrected
FROM followed
LEFT JOIN corrected
    ON
        followed.edition = corrected.edition
        AND followed.unit_code = corrected.unit_code
        AND followed.date = corrected.day
        AND followed.stage = corrected.stage
LEFT JOIN exported
    ON
        followed.edition = exported.edition
        AND followed.unit_code = exported.unit_code
        AND followed.date = exported.date
