-- Which of the newest due reports of a unit and of those within it came in time, late, or not at all.
--
-- grain:  one row per unit that is expected to report and due time
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code
-- param:  as_of              DATE           last due day looked at
-- param:  now                TIMESTAMP      the moment against which it is told what is still to come
-- param:  dues               INTEGER        number of due times, the last ones up to as_of
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR        as it was called on as_of
-- column: due                TIMESTAMP      when the report was due
-- column: received_at        TIMESTAMP      when it first came in; NULL when it did not
-- column: batch_id           VARCHAR        the batch that brought it
-- column: state              VARCHAR        on_time, late, missing, open (not due before now) or backfilled
-- column: days_late          INTEGER        days begun after the due time; NULL unless late

WITH due_report AS (
    SELECT
        expected_report.unit_code,
        expected_report.due,
        expected_report.received_at,
        expected_report.batch_id
    FROM expected_report
    INNER JOIN unit_ancestor
        ON
            expected_report.edition = unit_ancestor.edition
            AND expected_report.unit_code = unit_ancestor.unit_code
    WHERE
        expected_report.edition = $edition::VARCHAR
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
        AND expected_report.due::DATE <= $as_of::DATE
),

newest AS (
    SELECT
        due_report.*,
        dense_rank() OVER (ORDER BY due_report.due DESC) AS turn
    FROM due_report
),

-- Of what was due before anything came in at all, nobody knows when it was sent: it was brought in afterwards.
beginning AS (
    SELECT min(batch.received_at) AS first_arrival
    FROM batch
    WHERE batch.kind IN ('summary', 'detailed')
)

SELECT
    newest.unit_code,
    area_name.unit_name,
    newest.due,
    newest.received_at,
    newest.batch_id,
    CASE
        WHEN newest.received_at <= newest.due THEN 'on_time'
        WHEN newest.received_at IS NOT NULL AND newest.due < beginning.first_arrival THEN 'backfilled'
        WHEN newest.received_at IS NOT NULL THEN 'late'
        WHEN newest.due >= $now::TIMESTAMP THEN 'open'
        ELSE 'missing'
    END AS state,
    CASE
        WHEN newest.received_at > newest.due AND newest.due >= beginning.first_arrival
            THEN floor(date_diff('minute', newest.due, newest.received_at) / 1440.0)::INTEGER + 1
    END AS days_late
FROM newest
CROSS JOIN beginning
INNER JOIN area_name
    ON
        newest.unit_code = area_name.unit_code
        AND area_name.edition = $edition::VARCHAR
        AND $as_of::DATE BETWEEN area_name.first_day AND area_name.last_day
WHERE newest.turn <= $dues::INTEGER
ORDER BY
    area_name.sort_key,
    newest.unit_code,
    newest.due
