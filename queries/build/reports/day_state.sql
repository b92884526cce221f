-- What each day of detailed exports was worth, by level and stage, after each step of a batch that told of it;
-- days told by one batch that was never withdrawn are left out.
--
-- grain:  one row per (edition, unit_code, date, level, stage, happened_at, batch_id)
-- after:  batch_step
-- part:   province

WITH touched AS (
    SELECT DISTINCT
        batch_step.batch_id,
        batch_step.is_decided
    FROM batch_step
    WHERE batch_step.is_touched
),

shared_day AS (
    SELECT
        told_detailed.edition,
        told_detailed.unit_code,
        told_detailed.date
    FROM told_detailed
    INNER JOIN touched
        ON told_detailed.batch_id = touched.batch_id
    GROUP BY
        told_detailed.edition,
        told_detailed.unit_code,
        told_detailed.date
    HAVING
        min(told_detailed.batch_id) <> max(told_detailed.batch_id)
        OR bool_or(touched.is_decided)
),

day_row AS (
    SELECT told_detailed.*
    FROM told_detailed
    SEMI JOIN shared_day
        ON
            told_detailed.edition = shared_day.edition
            AND told_detailed.unit_code = shared_day.unit_code
            AND told_detailed.date = shared_day.date
),

day_step AS (
    SELECT
        day_row.edition,
        day_row.unit_code,
        day_row.date,
        batch_step.happened_at,
        batch_step.what,
        batch_step.batch_id,
        bool_or(coalesce(day_row.is_correction, false)) AS is_correction
    FROM day_row
    INNER JOIN batch_step
        ON day_row.batch_id = batch_step.batch_id
    GROUP BY
        day_row.edition,
        day_row.unit_code,
        day_row.date,
        batch_step.happened_at,
        batch_step.what,
        batch_step.batch_id
),

-- Handed to the macro by its name, which the linter does not see.
told_by_then AS ( -- noqa: ST03
    SELECT
        day_row.*,
        day_step.happened_at AS moment,
        batch_step.turn
    FROM day_step
    INNER JOIN day_row
        ON
            day_step.edition = day_row.edition
            AND day_step.unit_code = day_row.unit_code
            AND day_step.date = day_row.date
    INNER JOIN batch_step
        ON
            day_row.batch_id = batch_step.batch_id
            AND batch_step.what <> 'withdraw'
            AND day_step.happened_at >= batch_step.happened_at
            AND day_step.happened_at < batch_step.next_at
),

day_sum AS (
    SELECT
        counted.edition,
        counted.unit_code,
        counted.date,
        counted.level,
        counted.stage,
        counted.moment,
        sum(counted.count)::BIGINT AS count
    FROM counting('told_by_then') AS counted
    GROUP BY
        counted.edition,
        counted.unit_code,
        counted.date,
        counted.level,
        counted.stage,
        counted.moment
),

told_of AS (
    SELECT DISTINCT
        day_row.edition,
        day_row.unit_code,
        day_row.date,
        day_row.level,
        day_row.stage
    FROM day_row
)

SELECT
    day_step.edition,
    day_step.unit_code,
    day_step.date,
    told_of.level,
    told_of.stage,
    day_step.happened_at,
    day_step.what,
    day_step.batch_id,
    day_step.is_correction,
    day_sum.count
FROM day_step
INNER JOIN told_of
    ON
        day_step.edition = told_of.edition
        AND day_step.unit_code = told_of.unit_code
        AND day_step.date = told_of.date
LEFT JOIN day_sum
    ON
        day_step.edition = day_sum.edition
        AND day_step.unit_code = day_sum.unit_code
        AND day_step.date = day_sum.date
        AND day_step.happened_at = day_sum.moment
        AND told_of.level = day_sum.level
        AND told_of.stage = day_sum.stage
