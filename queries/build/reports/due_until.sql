-- Up to which day reports are expected: for a year beyond the newest figure or batch, and to the end of that month, so
-- that it does not move with every day.
--
-- grain:  one row
-- after:  batch, coverage
-- part:   nation

SELECT
    last_day(
        greatest(
            (SELECT max(coverage.newest_report) FROM coverage),
            (SELECT max(batch.received_at)::DATE FROM batch)
        ) + 366
    ) AS last_day
