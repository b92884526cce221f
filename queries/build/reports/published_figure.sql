-- Figures that newspapers and administrations printed, each with its address; reference, never mixed with reports.
--
-- grain:  one row per (unit_printed, date, metric)
-- after:  batch
-- part:   nation
-- as:     published

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
