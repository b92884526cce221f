-- Whether targets will be reached: the forecasts of the newest day and of each Monday, made of what was known then.
-- The table is made empty here and filled by `dashboard/warehouse/foreseen.py`, when all that it stands on is there.
--
-- grain:  one row per (edition, as_of, unit_code, issuer, level, stage, deadline)
-- part:   province
-- as:     published

SELECT
    NULL::VARCHAR AS edition,
    NULL::DATE AS as_of,
    NULL::VARCHAR AS unit_code,
    NULL::VARCHAR AS issuer,
    NULL::VARCHAR AS level,
    NULL::VARCHAR AS stage,
    NULL::DATE AS deadline,
    NULL::BIGINT AS target,
    NULL::BIGINT AS count_p10,
    NULL::BIGINT AS count_p50,
    NULL::BIGINT AS count_p90,
    NULL::DOUBLE AS probability,
    NULL::DATE AS p10_on,
    NULL::DATE AS p50_on,
    NULL::DATE AS p90_on,
    NULL::DATE AS starts_on,
    NULL::BOOLEAN AS is_reached,
    NULL::BOOLEAN AS is_enough,
    NULL::BOOLEAN AS is_simulated
WHERE FALSE
