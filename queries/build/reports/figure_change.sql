-- What batches, withdrawals and restorations changed in figures that had been there before: each figure's value is
-- followed from one such step to the next. Of a day of detailed exports it is the sum over hours, channels and teams.
--
-- grain:  one row per (changed_at, batch_id, kind, edition, unit_code, subject, as_of, level, stage)
-- after:  batch_step, figure_state, day_state
-- part:   province
-- from:   figure_state, day_state
-- column: changed_at TIMESTAMP
-- column: batch_id VARCHAR
-- column: reason VARCHAR
-- column: why VARCHAR
-- column: who VARCHAR
-- column: kind VARCHAR
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: subject VARCHAR
-- column: as_of TIMESTAMP
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: count_before BIGINT
-- column: count_after BIGINT

WITH every_state AS (
    SELECT figure_state.*
    FROM figure_state
    UNION ALL BY NAME
    SELECT
        'detailed' AS kind,
        day_state.* EXCLUDE (date),
        '' AS subject,
        day_state.date::TIMESTAMP AS as_of
    FROM day_state
),

followed AS (
    SELECT
        every_state.*,
        lag(every_state.count) OVER (
            PARTITION BY
                every_state.kind,
                every_state.edition,
                every_state.unit_code,
                every_state.subject,
                every_state.as_of,
                every_state.level,
                every_state.stage
            ORDER BY
                every_state.happened_at,
                every_state.batch_id
        ) AS count_before
    FROM every_state
)

SELECT
    followed.happened_at AS changed_at,
    followed.batch_id,
    CASE
        WHEN followed.what = 'withdraw' THEN 'withdrawal'
        WHEN followed.what = 'restore' THEN 'restoration'
        WHEN followed.is_correction THEN 'correction'
        ELSE 'later_report'
    END AS reason,
    batch_step.why,
    batch_step.who,
    followed.kind,
    followed.edition,
    followed.unit_code,
    nullif(followed.subject, '') AS subject,
    followed.as_of,
    nullif(followed.level, '') AS level,
    nullif(followed.stage, '') AS stage,
    followed.count_before,
    followed.count AS count_after
FROM followed
INNER JOIN batch_step
    ON
        followed.batch_id = batch_step.batch_id
        AND followed.happened_at = batch_step.happened_at
        AND followed.what = batch_step.what
WHERE
    followed.count IS DISTINCT FROM followed.count_before
    AND (followed.count_before IS NOT NULL OR followed.what = 'restore')
ORDER BY
    followed.happened_at,
    followed.batch_id,
    followed.edition,
    followed.unit_code,
    followed.as_of
