-- Why accounts are not active, as each unit counted it last in a month. Of a file that came in again, or was put right,
-- the later one counts. What a unit counted before it was handed over within the month is in the count of the unit that
-- took over from it, where that one counted afterwards.
--
-- grain:  one row per (edition, unit_code, month, reason)
-- after:  batch, passage
-- from:   accepted_reason
-- part:   province
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: as_of DATE
-- column: reason VARCHAR
-- column: count BIGINT
-- column: month DATE

WITH newest AS (
    SELECT
        accepted_reason.edition,
        accepted_reason.unit_code,
        accepted_reason.as_of,
        accepted_reason.reason,
        accepted_reason.count
    FROM accepted_reason
    INNER JOIN batch
        ON accepted_reason.batch_id = batch.batch_id
    QUALIFY
        row_number() OVER (
            PARTITION BY
                accepted_reason.edition,
                accepted_reason.unit_code,
                accepted_reason.as_of,
                accepted_reason.reason
            ORDER BY batch.turn DESC
        ) = 1
),

counted AS (
    SELECT
        newest.*,
        date_trunc('month', newest.as_of)::DATE AS month
    FROM newest
    QUALIFY
        newest.as_of
        = max(newest.as_of) OVER (PARTITION BY newest.edition, newest.unit_code, date_trunc('month', newest.as_of))
),

taken_over AS (
    SELECT
        passage.from_edition AS edition,
        passage.from_code AS unit_code,
        receiver.month,
        passage.day
    FROM passage
    INNER JOIN counted AS receiver
        ON
            passage.edition = receiver.edition
            AND passage.unit_code = receiver.unit_code
            AND passage.day <= receiver.as_of
            AND date_trunc('month', passage.day) = receiver.month
    WHERE passage.from_code <> passage.unit_code
)

SELECT counted.*
FROM counted
ANTI JOIN taken_over
    ON
        counted.edition = taken_over.edition
        AND counted.unit_code = taken_over.unit_code
        AND counted.month = taken_over.month
        AND counted.as_of < taken_over.day
ORDER BY
    counted.edition,
    counted.unit_code,
    counted.month,
    counted.reason
