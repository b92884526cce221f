-- Where each unit stood every day, with the two reports of its own between which its pace and its change are measured:
-- the newest one, if it is no older than the report that was due last before the day (where none is due, than 7 days),
-- and an earlier one (see `report_pace`).
-- Silence is no work of zero: a unit that is silent, or has not reported for long enough, has neither.
-- A unit that took over from others, and one whose count was corrected, begins anew on that day: what it took over, and
-- what the correction changed, is no work.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  report_pace, standing, dated_standing, handover, observation, new_enough
-- part:   province

WITH anew AS (
    SELECT
        handover.edition,
        handover.unit_code,
        handover.day
    FROM handover
    UNION
    SELECT
        observation.edition,
        observation.unit_code,
        observation.as_of::DATE AS day
    FROM observation
    WHERE
        observation.is_correction
        AND NOT observation.is_restated
    UNION
    -- Only a correction lowers a count: one of several wrong days, or of a day that stood before.
    SELECT
        standing.edition,
        standing.unit_code,
        standing.date AS day
    FROM standing
    WHERE standing.flow < 0
),

-- From each day on which a unit began anew until the day before the next one.
life AS (
    SELECT
        anew.edition,
        anew.unit_code,
        anew.day AS begun_on,
        lead(anew.day - 1, 1, DATE '9999-12-31') OVER (
            PARTITION BY anew.edition, anew.unit_code
            ORDER BY anew.day
        ) AS ended_on
    FROM anew
),

-- What a report is compared with holds until the next one, and as long as it is new enough. Its own day, which is most
-- days of a unit that reports daily, is not looked up.
carried AS (
    SELECT
        dated_standing.edition,
        dated_standing.unit_code,
        dated_standing.level,
        dated_standing.stage,
        dated_standing.date,
        dated_standing.figure_date,
        dated_standing.reported_at::DATE AS reported_on
    FROM dated_standing
    LEFT JOIN new_enough
        ON dated_standing.date = new_enough.date
    WHERE
        dated_standing.reported_at::DATE <> dated_standing.date
        AND dated_standing.reported_at::DATE >= coalesce(new_enough.oldest, dated_standing.date - 7)
),

held AS (
    SELECT
        report_pace.*,
        report_pace.date AS figure_date
    FROM report_pace
    UNION ALL BY NAME
    SELECT
        report_pace.* REPLACE (carried.date AS date),
        carried.figure_date
    FROM carried
    INNER JOIN report_pace
        ON
            carried.edition = report_pace.edition
            AND carried.unit_code = report_pace.unit_code
            AND carried.level = report_pace.level
            AND carried.stage = report_pace.stage
            AND carried.reported_on = report_pace.date
)

SELECT
    held.edition,
    held.unit_code,
    held.date,
    held.figure_date,
    held.level,
    held.stage,
    held.own.day AS until_day,
    held.own.count AS until_count,
    CASE WHEN held.start_7.day >= coalesce(life.begun_on, held.start_7.day) THEN held.start_7 END AS start_7,
    CASE WHEN held.start_14.day >= coalesce(life.begun_on, held.start_14.day) THEN held.start_14 END AS start_14,
    CASE WHEN held.start.day >= coalesce(life.begun_on, held.start.day) THEN held.start END AS start
FROM held
LEFT JOIN life
    ON
        held.edition = life.edition
        AND held.unit_code = life.unit_code
        AND held.date BETWEEN life.begun_on AND life.ended_on
