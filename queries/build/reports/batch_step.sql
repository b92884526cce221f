-- What happened to each batch: it came in, was withdrawn, was restored. From each arrival or restoration to the next
-- withdrawal its rows count.
--
-- grain:  one row per (batch_id, happened_at)
-- after:  batch
-- part:   nation

WITH step AS (
    SELECT
        batch.batch_id,
        batch.turn AS step_turn,
        batch.happened_at,
        'arrival' AS what,
        NULL AS why,
        NULL AS who
    FROM batch
    UNION ALL
    SELECT
        source_event.batch_id,
        source_event.turn AS step_turn,
        source_event.happened_at,
        source_event.what,
        source_event.why,
        source_event.who
    FROM source_event
),

-- Most batches share no day with another and were never withdrawn: what they reported was never changed. Which days a
-- target or a population is of does not show in its batch's period.
touched AS (
    SELECT one.batch_id
    FROM batch AS one
    INNER JOIN batch AS other
        ON
            one.kind = other.kind
            AND one.batch_id <> other.batch_id
            AND (
                one.kind IN ('target', 'population_base')
                OR (
                    coalesce(one.period_from, DATE '0001-01-01') <= coalesce(other.period_to, DATE '9999-12-31')
                    AND coalesce(other.period_from, DATE '0001-01-01') <= coalesce(one.period_to, DATE '9999-12-31')
                )
            )
    UNION
    SELECT source_event.batch_id
    FROM source_event
)

SELECT
    step.batch_id,
    step.happened_at,
    step.what,
    step.why,
    step.who,
    lead(step.happened_at, 1, TIMESTAMP '9999-12-31') OVER (
        PARTITION BY step.batch_id
        ORDER BY step.step_turn
    ) AS next_at,
    -- Of two batches, which is the later.
    batch.turn,
    touched.batch_id IS NOT NULL AS is_touched,
    count(*) OVER (PARTITION BY step.batch_id) > 1 AS is_decided
FROM step
INNER JOIN batch
    ON step.batch_id = batch.batch_id
LEFT JOIN touched
    ON step.batch_id = touched.batch_id
ORDER BY step.step_turn
