-- What was accepted before of the incoming rows' days, put together as in the build's activity. Names of batches sort
-- by arrival.
--
-- grain:  one row per unit, day, hours, level, stage, channel and team
-- param:  files     VARCHAR[]  the accepted batches
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: date      DATE
-- column: hour_band VARCHAR
-- column: level     VARCHAR
-- column: stage     VARCHAR
-- column: channel   VARCHAR
-- column: team_code VARCHAR
-- column: count     BIGINT

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
    SEMI JOIN incoming USING (edition, unit_code, date)
)

SELECT
    edition,
    unit_code,
    date,
    hour_band,
    level,
    stage,
    channel,
    team_code,
    count
FROM counting('accepted')
