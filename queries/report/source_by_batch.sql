-- The summary reports and detailed exports that a unit's own count of a day is made of, each with its batch.
-- A count of both levels is that of a printed sum, or of the reports of both levels: of the two, the newer. Detailed
-- exports go on top of the newest report; where the first report is later, the count is reckoned back from it.
--
-- grain:  one row per level and batch that the count is made of
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  as_of              DATE           day of the count
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  stage              VARCHAR        collected, approved or activated
-- column: level              VARCHAR        level that the batch states
-- column: role               VARCHAR        report, export or later_report (the first one, after the day)
-- column: first_day          DATE           day of the report; first day that the export counts
-- column: last_day           DATE           the same; last day that it counts
-- column: is_shown           BOOLEAN        its count is hidden neither on as_of nor on the day of the report
-- column: batch_id           VARCHAR
-- column: source_name        VARCHAR        name of the file that came
-- column: received_at        TIMESTAMP
-- column: accepted_rows      BIGINT         rows of the batch, of all units
-- column: first_row          BIGINT         line of the first of them in a detailed export; 0 where it was not kept
-- column: last_row           BIGINT         line of the last one
-- column: dossiers           BIGINT         number of dossiers that the batch counts; 0 for none

-- On a day of the other era a unit's own reports are not what it stands on.
WITH moment AS (
    SELECT ended.today
    FROM (SELECT least($as_of::DATE, max(coverage.last_day)) AS today FROM coverage) AS ended
    INNER JOIN era
        ON
            ended.today BETWEEN era.first_day AND era.last_day
            AND era.edition = $edition::VARCHAR
),

-- A unit that took over from others begins anew on that day.
begun AS (
    SELECT coalesce(max(passage.day), DATE '0001-01-01') AS day
    FROM passage
    INNER JOIN moment
        ON passage.day <= moment.today
    WHERE
        passage.edition = $edition::VARCHAR
        AND passage.from_edition = $edition::VARCHAR
        AND passage.unit_code = $unit::VARCHAR
),

report AS (
    SELECT
        report_source.level,
        report_source.stage,
        report_source.turn,
        report_source.reported_at,
        report_source.reported_at::DATE AS date,
        report_source.reported_at::DATE <= moment.today AS is_past,
        moment.today
    FROM report_source
    CROSS JOIN moment
    CROSS JOIN begun
    WHERE
        report_source.edition = $edition::VARCHAR
        AND report_source.unit_code = $unit::VARCHAR
        AND report_source.reported_at::DATE >= begun.day
),

export AS (
    SELECT
        export_source.level,
        export_source.stage,
        export_source.turn,
        greatest(export_source.first_day, begun.day) AS first_day,
        least(export_source.last_day, moment.today) AS last_day
    FROM export_source
    CROSS JOIN moment
    CROSS JOIN begun
    WHERE
        export_source.edition = $edition::VARCHAR
        AND export_source.unit_code = $unit::VARCHAR
        AND export_source.first_day <= moment.today
        AND export_source.last_day >= begun.day
),

-- When each level was last reported, whichever stage; a detailed export counts whole days.
heard AS (
    SELECT
        max(CASE WHEN told.level = '1' THEN told.reported_at END) AS one_at,
        max(CASE WHEN told.level = '2' THEN told.reported_at END) AS two_at,
        max(CASE WHEN told.level = 'all' THEN told.reported_at END) AS printed_at
    FROM (
        SELECT
            report.level,
            report.reported_at
        FROM report
        WHERE report.is_past
        UNION ALL
        SELECT
            export.level,
            export.last_day + INTERVAL '23 hours 59 minutes' AS reported_at
        FROM export
    ) AS told
),

chosen AS (
    SELECT levels.level
    FROM heard
    CROSS JOIN (VALUES ('1'), ('2'), ('all')) AS levels (level)
    WHERE
        CASE
            WHEN $level::VARCHAR <> 'all' THEN levels.level = $level::VARCHAR
            WHEN
                heard.one_at IS NOT NULL
                AND heard.two_at IS NOT NULL
                AND coalesce(greatest(heard.one_at, heard.two_at) >= heard.printed_at, TRUE)
                THEN levels.level <> 'all'
            ELSE levels.level = 'all'
        END
),

newest AS (
    SELECT report.*
    FROM report
    INNER JOIN chosen
        ON report.level = chosen.level
    WHERE
        report.stage = $stage::VARCHAR
        AND report.is_past
    QUALIFY row_number() OVER (PARTITION BY report.level ORDER BY report.reported_at DESC) = 1
),

adding AS (
    SELECT
        export.level,
        export.turn,
        coalesce(greatest(export.first_day, newest.date + 1), export.first_day) AS first_day,
        export.last_day,
        newest.level IS NULL AS is_alone
    FROM export
    INNER JOIN chosen
        ON export.level = chosen.level
    LEFT JOIN newest
        ON export.level = newest.level
    WHERE
        export.stage = $stage::VARCHAR
        AND coalesce(export.last_day > newest.date, TRUE)
),

later AS (
    SELECT report.*
    FROM report
    WHERE
        report.stage = $stage::VARCHAR
        AND report.level IN (
            SELECT adding.level
            FROM adding
            WHERE adding.is_alone
        )
    QUALIFY row_number() OVER (PARTITION BY report.level ORDER BY report.reported_at) = 1
),

used AS (
    SELECT
        newest.level,
        'report' AS role,
        newest.date AS first_day,
        newest.date AS last_day,
        newest.turn
    FROM newest
    UNION ALL
    SELECT
        adding.level,
        'export' AS role,
        adding.first_day,
        adding.last_day,
        adding.turn
    FROM adding
    UNION ALL
    SELECT
        later.level,
        'later_report' AS role,
        later.date AS first_day,
        later.date AS last_day,
        later.turn
    FROM later
)

SELECT
    used.level,
    used.role,
    used.first_day,
    used.last_day,
    coalesce(NOT stood.is_hidden AND NOT reported.is_hidden, FALSE) AS is_shown,
    batch.batch_id,
    batch.source_name,
    batch.received_at,
    batch.accepted_rows,
    batch.first_row,
    batch.last_row,
    batch.dossiers
FROM used
CROSS JOIN moment
INNER JOIN batch
    ON used.turn = batch.turn
LEFT JOIN area_progress AS stood
    ON
        stood.edition = $edition::VARCHAR
        AND stood.unit_code = $unit::VARCHAR
        AND used.level = stood.level
        AND stood.stage = $stage::VARCHAR
        AND moment.today = stood.date
LEFT JOIN area_progress AS reported
    ON
        reported.edition = $edition::VARCHAR
        AND reported.unit_code = $unit::VARCHAR
        AND used.level = reported.level
        AND reported.stage = $stage::VARCHAR
        AND used.last_day = reported.date
ORDER BY
    used.level,
    CASE used.role WHEN 'report' THEN 0 WHEN 'export' THEN 1 ELSE 2 END,
    used.first_day,
    batch.turn
