-- Whether targets will be reached, as it was kept for a day: the newest one or a Monday.
--
-- grain:  one row per unit and target
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  as_of              DATE           day on which it is asked
-- column: unit_code          VARCHAR
-- column: issuer             VARCHAR        ministry, province or district
-- column: level              VARCHAR        "1", "2" or "all"
-- column: stage              VARCHAR        stage that counts
-- column: deadline           DATE           last day of the target
-- column: target             BIGINT         accounts asked for
-- column: count_p10          BIGINT         count on the deadline day that 90 of 100 such units would pass
-- column: count_p50          BIGINT         the same of 50
-- column: count_p90          BIGINT         the same of 10
-- column: probability        DOUBLE         of reaching the target by its deadline
-- column: p10_on             DATE           day by which 10 of 100 would have reached it; NULL = later than is followed
-- column: p50_on             DATE           the same of 50
-- column: p90_on             DATE           the same of 90
-- column: starts_on          DATE           day of the newest report; NULL without one
-- column: is_reached         BOOLEAN        reached already
-- column: is_enough          BOOLEAN        enough is known to forecast
-- column: is_simulated       BOOLEAN        stands on simulated campaigns, for too little has matured here

SELECT
    forecast.unit_code,
    forecast.issuer,
    forecast.level,
    forecast.stage,
    forecast.deadline,
    forecast.target,
    forecast.count_p10,
    forecast.count_p50,
    forecast.count_p90,
    forecast.probability,
    forecast.p10_on,
    forecast.p50_on,
    forecast.p90_on,
    forecast.starts_on,
    forecast.is_reached,
    forecast.is_enough,
    forecast.is_simulated
FROM forecast
INNER JOIN unit_ancestor
    ON
        forecast.edition = unit_ancestor.edition
        AND forecast.unit_code = unit_ancestor.unit_code
WHERE
    forecast.edition = $edition::VARCHAR
    AND forecast.as_of = $as_of::DATE
    AND unit_ancestor.ancestor_code = $parent::VARCHAR
ORDER BY
    forecast.unit_code,
    forecast.issuer,
    forecast.level,
    forecast.stage,
    forecast.deadline
