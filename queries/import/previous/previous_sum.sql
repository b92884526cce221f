-- What was accepted before of the series that come to too many, each day once; what the file states again is counted by
-- what it states.
--
-- grain:  one row per unit, level and stage
-- after:  overfull
-- param:  files     VARCHAR[]  the accepted batches
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: level     VARCHAR
-- column: stage     VARCHAR
-- column: count     HUGEINT

WITH accepted AS ( -- noqa: ST03
    SELECT
        edition,
        unit_code,
        date,
        hour_band,
        level,
        stage,
        channel,
        team_code,
        count,
        dense_rank() OVER (ORDER BY filename) AS turn,
        TIMESTAMP '9999-12-31' AS moment
    FROM read_parquet($files::VARCHAR[], filename = true)
    SEMI JOIN overfull USING (edition, unit_code, level, stage)
)

SELECT
    edition,
    unit_code,
    level,
    stage,
    sum(count) AS count
FROM counting('accepted')
ANTI JOIN incoming USING (edition, unit_code, date, hour_band, level, stage, channel)
GROUP BY edition, unit_code, level, stage
