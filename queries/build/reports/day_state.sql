-- What each day of detailed exports was worth, by level and stage, after each step of a batch that reported it;
-- days reported by one batch that was never withdrawn are left out.
--
-- grain:  one row per (edition, unit_code, date, level, stage, happened_at, batch_id)
-- after:  batch_step
-- part:   province
-- from:   received_detailed
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: date DATE
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: happened_at TIMESTAMP
-- column: what VARCHAR
-- column: batch_id VARCHAR
-- column: is_correction BOOLEAN
-- column: count BIGINT

WITH touched AS (
    SELECT DISTINCT
        batch_step.batch_id,
        batch_step.is_decided
    FROM batch_step
    WHERE batch_step.is_touched
),

shared_day AS (
    SELECT
        received_detailed.edition,
        received_detailed.unit_code,
        received_detailed.date
    FROM received_detailed
    INNER JOIN touched
        ON received_detailed.batch_id = touched.batch_id
    GROUP BY
        received_detailed.edition,
        received_detailed.unit_code,
        received_detailed.date
    HAVING
        min(received_detailed.batch_id) <> max(received_detailed.batch_id)
        OR bool_or(touched.is_decided)
),

day_row AS (
    SELECT received_detailed.*
    FROM received_detailed
    SEMI JOIN shared_day
        ON
            received_detailed.edition = shared_day.edition
            AND received_detailed.unit_code = shared_day.unit_code
            AND received_detailed.date = shared_day.date
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
received_by_then AS ( -- noqa: ST03
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
    FROM counting('received_by_then') AS counted
    GROUP BY
        counted.edition,
        counted.unit_code,
        counted.date,
        counted.level,
        counted.stage,
        counted.moment
),

figure_of_day AS (
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
    figure_of_day.level,
    figure_of_day.stage,
    day_step.happened_at,
    day_step.what,
    day_step.batch_id,
    day_step.is_correction,
    day_sum.count
FROM day_step
INNER JOIN figure_of_day
    ON
        day_step.edition = figure_of_day.edition
        AND day_step.unit_code = figure_of_day.unit_code
        AND day_step.date = figure_of_day.date
LEFT JOIN day_sum
    ON
        day_step.edition = day_sum.edition
        AND day_step.unit_code = day_sum.unit_code
        AND day_step.date = day_sum.date
        AND day_step.happened_at = day_sum.moment
        AND figure_of_day.level = day_sum.level
        AND figure_of_day.stage = day_sum.stage
