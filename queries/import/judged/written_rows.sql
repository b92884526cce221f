-- Whether the rows that the fast path wrote are each stated once, and complete.
--
-- Of everything but its day, rows are grouped by 32 days, each with its bit: a day stated twice leaves fewer bits than
-- rows. Groups whose hashes meet can only seem to state one twice. A hash of each row takes twice as long. The edition
-- is left out, which adds nothing to a unit's code and a day on which that unit existed.
--
-- grain:  one row
-- param:  file        VARCHAR
-- column: is_distinct BOOLEAN
-- column: is_complete BOOLEAN
-- column: accepted    BIGINT

WITH written AS (
    SELECT
        *,
        date_diff('day', DATE '2000-01-01', date) AS day
    FROM read_parquet($file::VARCHAR)
),

grouped AS (
    SELECT
        count(*) AS rows,
        bit_count(bit_or(1::BIGINT << (day & 31))) AS days,
        least(count(edition), count(unit_code), count(hour_band), count(level), count(stage), count(channel))
            AS complete
    FROM written
    GROUP BY hash(unit_code, day >> 5, hour_band, level, stage, channel, team_code)
)

SELECT
    bool_and(rows = days) AS is_distinct,
    bool_and(rows = complete) AS is_complete,
    sum(rows)::BIGINT AS accepted
FROM grouped
