-- What was accepted before of the incoming units' cumulative counts. Where two batches state the same moment, the later
-- one counts (as in the build's observation).
--
-- The rules compare a row with its moment, with the highest count before it and with the lowest after it, up to the
-- next correction on either side. Outside of the file's span, one row on each side says as much as years of reports.
--
-- grain:  one row per unit, level, stage and moment
-- param:  files         VARCHAR[]  the accepted batches
-- column: edition       VARCHAR
-- column: unit_code     VARCHAR
-- column: level         VARCHAR
-- column: stage         VARCHAR
-- column: as_of         TIMESTAMP
-- column: count         BIGINT
-- column: is_correction BOOLEAN

WITH accepted AS (
    SELECT
        edition,
        unit_code,
        level,
        stage,
        as_of,
        arg_max(count, filename) AS count,
        arg_max(is_correction, filename) AS is_correction
    FROM read_parquet($files::VARCHAR[], filename = true)
    SEMI JOIN incoming USING (edition, unit_code)
    GROUP BY edition, unit_code, level, stage, as_of
),

span AS (
    SELECT
        min(incoming.as_of) AS first,
        max(incoming.as_of) AS last
    FROM incoming
),

corrected AS (
    SELECT
        accepted.edition,
        accepted.unit_code,
        accepted.level,
        accepted.stage,
        max(accepted.as_of) FILTER (WHERE accepted.is_correction AND accepted.as_of < span.first) AS last_before,
        min(accepted.as_of) FILTER (WHERE accepted.is_correction AND accepted.as_of > span.last) AS first_after
    FROM accepted
    CROSS JOIN span
    GROUP BY accepted.edition, accepted.unit_code, accepted.level, accepted.stage
),

placed AS (
    SELECT
        accepted.*,
        CASE
            WHEN accepted.as_of BETWEEN span.first AND span.last THEN 'within'
            WHEN
                accepted.as_of < span.first AND accepted.as_of >= coalesce(corrected.last_before, accepted.as_of)
                THEN 'before'
            WHEN
                accepted.as_of > span.last AND accepted.as_of < coalesce(corrected.first_after, 'infinity')
                THEN 'after'
        END AS place
    FROM accepted
    CROSS JOIN span
    INNER JOIN corrected USING (edition, unit_code, level, stage)
)

SELECT
    edition,
    unit_code,
    level,
    stage,
    as_of,
    count,
    is_correction
FROM placed
WHERE place = 'within'
UNION ALL
SELECT
    edition,
    unit_code,
    level,
    stage,
    arg_max(as_of, count) AS as_of,
    max(count) AS count,
    arg_max(is_correction, count) AS is_correction
FROM placed
WHERE place = 'before'
GROUP BY edition, unit_code, level, stage
UNION ALL
SELECT
    edition,
    unit_code,
    level,
    stage,
    arg_min(as_of, count) AS as_of,
    min(count) AS count,
    arg_min(is_correction, count) AS is_correction
FROM placed
WHERE place = 'after'
GROUP BY edition, unit_code, level, stage
