-- Which reports were due by the schedule of the settings, and when each first came in.
-- A report answers the first due day on or after its own. Expected are the communes of a province that reports, and
-- every other unit that ever reported.
--
-- grain:  one row per (edition, unit_code, due), up to `due_until`
-- after:  batch, unit, unit_ancestor, due_until
-- part:   province
-- as:     published

-- Not from the observations: there a correction would stand in the place of the report that came in time.
WITH reported AS (
    SELECT DISTINCT
        accepted_summary.edition,
        accepted_summary.unit_code,
        accepted_summary.as_of::DATE AS day,
        accepted_summary.batch_id
    FROM accepted_summary
    UNION
    SELECT DISTINCT
        accepted_detailed.edition,
        accepted_detailed.unit_code,
        accepted_detailed.date AS day,
        accepted_detailed.batch_id
    FROM accepted_detailed
),

span AS (
    SELECT
        source_due.due,
        unnest(
            generate_series(
                coalesce(lag(source_due.due) OVER (ORDER BY source_due.due)::DATE + 1, source_due.due::DATE),
                source_due.due::DATE,
                INTERVAL 1 DAY
            )
        )::DATE AS day
    FROM source_due
),

answer AS (
    SELECT
        reported.edition,
        reported.unit_code,
        span.due,
        min(batch.received_at) AS received_at,
        arg_min(batch.batch_id, (batch.received_at, batch.batch_id)) AS batch_id
    FROM reported
    INNER JOIN span
        ON reported.day = span.day
    INNER JOIN batch
        ON reported.batch_id = batch.batch_id
    GROUP BY
        reported.edition,
        reported.unit_code,
        span.due
),

-- A unit is expected to report from the day on which its province began to.
reporter AS (
    SELECT
        reported.edition,
        reported.unit_code,
        unit_ancestor.grain,
        unit_ancestor.ancestor_code AS province_code,
        min(reported.day) AS first_day
    FROM reported
    INNER JOIN unit_ancestor
        ON
            reported.edition = unit_ancestor.edition
            AND reported.unit_code = unit_ancestor.unit_code
    WHERE unit_ancestor.ancestor_grain = 'province' OR reported.unit_code = 'VN'
    GROUP BY
        reported.edition,
        reported.unit_code,
        unit_ancestor.grain,
        unit_ancestor.ancestor_code
),

expected AS (
    SELECT
        commune.edition,
        commune.unit_code,
        min(reporter.first_day) AS first_day
    FROM unit_ancestor AS commune
    INNER JOIN reporter
        ON
            commune.edition = reporter.edition
            AND commune.ancestor_code = reporter.province_code
    WHERE
        commune.grain = 'commune'
        AND reporter.grain = 'commune'
    GROUP BY
        commune.edition,
        commune.unit_code
    UNION ALL
    SELECT
        reporter.edition,
        reporter.unit_code,
        reporter.first_day
    FROM reporter
    WHERE reporter.grain <> 'commune'
)

SELECT
    expected.edition,
    expected.unit_code,
    source_due.due,
    answer.received_at,
    answer.batch_id
FROM expected
INNER JOIN unit
    ON
        expected.edition = unit.edition
        AND expected.unit_code = unit.unit_code
INNER JOIN source_due
    ON
        expected.first_day <= source_due.due::DATE
        AND source_due.due::DATE BETWEEN coalesce(unit.valid_from, DATE '0001-01-01')
        AND coalesce(unit.valid_to, DATE '9999-12-31')
INNER JOIN due_until
    ON source_due.due::DATE <= due_until.last_day
LEFT JOIN answer
    ON
        expected.edition = answer.edition
        AND expected.unit_code = answer.unit_code
        AND source_due.due = answer.due
ORDER BY
    expected.edition,
    expected.unit_code,
    source_due.due
