-- The times of the dossiers, each as a day and a band of hours. Where the time of day is not given the band is left
-- out, which is asked for; where nothing can be read the day stays as it is written, which is asked for too.
--
-- grain:  one row per time as it is written
-- after:  dossier_row
-- column: written   VARCHAR
-- column: is_blank  BOOLEAN
-- column: era       VARCHAR  edition and names of the day
-- column: date      VARCHAR
-- column: hour_band VARCHAR
-- column: day       BIGINT   the number of its date

WITH distinct_time AS (
    SELECT dossier_row.date AS written FROM dossier_row
    UNION
    SELECT dossier_row.collected_at AS written FROM dossier_row
    UNION
    SELECT dossier_row.approved_at AS written FROM dossier_row
    UNION
    SELECT dossier_row.activated_at AS written FROM dossier_row
),

column_order AS (
    SELECT order_of(cell(distinct_time.written)) AS of_all
    FROM distinct_time
),

understood AS (
    SELECT
        distinct_time.written,
        CASE
            WHEN is_of_uncertain_order(cell(distinct_time.written), column_order.of_all) THEN NULL
            ELSE as_time(cell(distinct_time.written))
        END AS moment
    FROM distinct_time
    CROSS JOIN column_order
),

dated AS (
    SELECT
        understood.written,
        cell(understood.written) IS NULL AS is_blank,
        era_at(understood.moment::DATE) AS era,
        coalesce(strftime(understood.moment, '%Y-%m-%d'), understood.written) AS date,
        CASE
            WHEN understood.moment IS NULL THEN '00-07'
            WHEN NOT regexp_matches(cell(understood.written), '[:.]') THEN NULL
            WHEN hour(understood.moment) < 7 THEN '00-07'
            WHEN hour(understood.moment) < 11 THEN '07-11'
            WHEN hour(understood.moment) < 13 THEN '11-13'
            WHEN hour(understood.moment) < 17 THEN '13-17'
            WHEN hour(understood.moment) < 22 THEN '17-22'
            ELSE '22-24'
        END AS hour_band
    FROM understood
)

SELECT
    dated.*,
    dense_rank() OVER (ORDER BY dated.date) AS day
FROM dated
