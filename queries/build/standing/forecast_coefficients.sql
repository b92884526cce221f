-- What forecasts were made with: the small file of what was fitted, as its text, for each Monday.
-- The table is made empty here and filled by `dashboard/warehouse/foreseen.py`, before the forecasts are made.
--
-- grain:  one row per (edition, level, stage, fitted_on)
-- part:   nation
-- as:     published

SELECT
    NULL::VARCHAR AS edition,
    NULL::VARCHAR AS level,
    NULL::VARCHAR AS stage,
    NULL::DATE AS fitted_on,
    NULL::VARCHAR AS digest,
    NULL::VARCHAR AS content
WHERE FALSE
