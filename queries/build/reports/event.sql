-- What happened beside the work: campaigns and their phases, orders, outages, meetings. Of a file that came in again,
-- or was put right, the later one counts.
--
-- grain:  one row per (edition, unit_code, event_kind, start_date, name); without a unit, an event of all of them
-- after:  batch
-- from:   accepted_event
-- part:   nation
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: event_kind VARCHAR
-- column: start_date DATE
-- column: end_date DATE
-- column: name VARCHAR
-- column: name_en VARCHAR
-- column: batch_id VARCHAR

SELECT
    CASE WHEN accepted_event.unit_code IS NOT NULL THEN accepted_event.edition END AS edition,
    accepted_event.unit_code,
    accepted_event.event_kind,
    accepted_event.start_date,
    coalesce(accepted_event.end_date, accepted_event.start_date) AS end_date,
    accepted_event.event AS name,
    coalesce(accepted_event.event_en, accepted_event.event) AS name_en,
    accepted_event.batch_id
FROM accepted_event
INNER JOIN batch
    ON accepted_event.batch_id = batch.batch_id
QUALIFY
    row_number() OVER (
        PARTITION BY
            CASE WHEN accepted_event.unit_code IS NOT NULL THEN accepted_event.edition END,
            accepted_event.unit_code,
            accepted_event.event_kind,
            accepted_event.start_date,
            accepted_event.event
        ORDER BY batch.turn DESC
    ) = 1
ORDER BY
    accepted_event.start_date,
    accepted_event.event
