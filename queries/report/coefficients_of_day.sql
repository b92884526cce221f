-- What forecasts of a day are made with: the coefficients that had been fitted last.
--
-- grain:  one row, none where nothing had been fitted
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  stage              VARCHAR        collected, approved or activated
-- param:  as_of              DATE           last day
-- column: fitted_on          DATE           a Monday
-- column: digest             VARCHAR        first digits of the content's digest
-- column: content            VARCHAR        the small file

SELECT
    forecast_coefficients.fitted_on,
    forecast_coefficients.digest,
    forecast_coefficients.content
FROM forecast_coefficients
WHERE
    forecast_coefficients.edition = $edition::VARCHAR
    AND forecast_coefficients.level = $level::VARCHAR
    AND forecast_coefficients.stage = $stage::VARCHAR
    AND forecast_coefficients.fitted_on <= $as_of::DATE
ORDER BY forecast_coefficients.fitted_on DESC
LIMIT 1
