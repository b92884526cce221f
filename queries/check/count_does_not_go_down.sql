-- Cumulative counts never fall, in this file and against earlier reports, unless the row is marked as a correction.
-- After a correction the comparison starts anew.
--
-- on:     settled summary
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the count that contradicts it, and its time

WITH series AS (
    SELECT
        settled.row,
        settled.edition,
        settled.unit_code,
        settled.level,
        settled.stage,
        settled.as_of,
        settled.count,
        settled.is_correction
    FROM settled
    UNION ALL
    SELECT
        NULL AS row,
        previous_count.edition,
        previous_count.unit_code,
        previous_count.level,
        previous_count.stage,
        previous_count.as_of,
        previous_count.count,
        previous_count.is_correction
    FROM previous_count
    -- A moment that the file reports again is judged by what the file says.
    ANTI JOIN settled
        ON
            previous_count.edition = settled.edition
            AND previous_count.unit_code = settled.unit_code
            AND previous_count.level = settled.level
            AND previous_count.stage = settled.stage
            AND previous_count.as_of = settled.as_of
),

since_correction AS (
    SELECT
        series.*,
        count(*) FILTER (WHERE series.is_correction) OVER (
            PARTITION BY
                series.edition,
                series.unit_code,
                series.level,
                series.stage
            ORDER BY series.as_of
        ) AS turn
    FROM series
),

neighbours AS (
    SELECT
        since_correction.*,
        max(row(since_correction.count, since_correction.as_of)) OVER (
            PARTITION BY
                since_correction.edition,
                since_correction.unit_code,
                since_correction.level,
                since_correction.stage,
                since_correction.turn
            ORDER BY since_correction.as_of
            RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 MICROSECOND PRECEDING
        ) AS highest_before,
        -- A later row of the same file is judged itself; only what was accepted stands against an previous_count one.
        min(row(since_correction.count, since_correction.as_of)) FILTER (WHERE since_correction.row IS NULL) OVER (
            PARTITION BY
                since_correction.edition,
                since_correction.unit_code,
                since_correction.level,
                since_correction.stage,
                since_correction.turn
            ORDER BY since_correction.as_of
            RANGE BETWEEN INTERVAL 1 MICROSECOND FOLLOWING AND UNBOUNDED FOLLOWING
        ) AS lowest_after
    FROM since_correction
),

contradicted AS (
    SELECT
        neighbours.row,
        CASE
            WHEN neighbours.count < neighbours.highest_before[1] THEN neighbours.highest_before
            WHEN neighbours.count > neighbours.lowest_after[1] THEN neighbours.lowest_after
        END AS other
    FROM neighbours
    WHERE
        neighbours.row IS NOT NULL
        AND NOT neighbours.is_correction
)

SELECT
    contradicted.row,
    'count' AS field,
    concat(contradicted.other[1], ' (', strftime(contradicted.other[2], '%d/%m/%Y %H:%M'), ')') AS detail
FROM contradicted
WHERE contradicted.other IS NOT NULL
