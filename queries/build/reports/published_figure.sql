-- Figures that newspapers and administrations printed, each with its address; reference, never mixed with reports.
--
-- grain:  one row per (unit_printed, date, metric)
-- after:  batch
-- from:   accepted_published
-- part:   nation
-- as:     published
-- column: unit_printed VARCHAR
-- column: unit_level VARCHAR
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: date DATE
-- column: metric VARCHAR
-- column: value BIGINT
-- column: value_high BIGINT
-- column: denominator BIGINT
-- column: percent DOUBLE
-- column: source_url VARCHAR
-- column: batch_id VARCHAR

SELECT
    accepted_published.unit_printed,
    accepted_published.unit_level,
    accepted_published.edition,
    accepted_published.unit_code,
    accepted_published.date,
    accepted_published.metric,
    accepted_published.value,
    accepted_published.value_high,
    accepted_published.denominator,
    accepted_published.percent,
    accepted_published.source_url,
    accepted_published.batch_id
FROM accepted_published
INNER JOIN batch
    ON accepted_published.batch_id = batch.batch_id
QUALIFY
    row_number() OVER (
        PARTITION BY
            accepted_published.unit_printed,
            accepted_published.date,
            accepted_published.metric
        ORDER BY batch.turn DESC
    ) = 1
ORDER BY
    accepted_published.date,
    accepted_published.unit_printed,
    accepted_published.metric
