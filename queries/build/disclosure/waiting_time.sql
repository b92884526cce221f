-- How long dossiers of a unit of any size wait, by month, from the detailed exports of those within it (see
-- `dossier_wait`): of those that wait at its end, or on the last day of a unit's exports within it, the age that half
-- of them have at most, and nine tenths; of those that left in it, the days that half of them waited at most, and nine
-- tenths. In the units of their own day. is_..._least: some of them may have waited longer than is known here.
-- Days are shown, never how many dossiers they are of, and none where these are fewer than small_count (is_..._few).
--
-- grain:  one row per (edition, unit_code, level, step, month) with exports; no days where none waits, or none left
-- after:  dossier_wait, unit_ancestor, build
-- from:   dossier_wait
-- part:   nation
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: level VARCHAR
-- column: step VARCHAR
-- column: month DATE
-- column: ended_on DATE
-- column: units BIGINT
-- column: age_half BIGINT
-- column: age_most BIGINT
-- column: is_age_half_least BOOLEAN
-- column: is_age_most_least BOOLEAN
-- column: is_age_few BOOLEAN
-- column: wait_half BIGINT
-- column: wait_most BIGINT
-- column: is_wait_half_least BOOLEAN
-- column: is_wait_most_least BOOLEAN
-- column: is_wait_few BOOLEAN

WITH exporting AS (
    SELECT
        dossier_wait.edition,
        dossier_wait.unit_code,
        dossier_wait.level,
        dossier_wait.step,
        min(dossier_wait.first_day) AS first_day,
        max(dossier_wait.last_day) AS last_day
    FROM dossier_wait
    GROUP BY
        dossier_wait.edition,
        dossier_wait.unit_code,
        dossier_wait.level,
        dossier_wait.step
),

monthly AS (
    SELECT
        exporting.*,
        unnest(
            range(date_trunc('month', exporting.first_day)::DATE, exporting.last_day + 1, INTERVAL 1 MONTH)
        )::DATE AS month
    FROM exporting
),

moment AS (
    SELECT
        monthly.*,
        least(last_day(monthly.month), monthly.last_day) AS ended_on
    FROM monthly
),

measured AS (
    SELECT
        moment.edition,
        moment.unit_code,
        moment.level,
        moment.step,
        moment.month,
        'age' AS measure,
        moment.ended_on - dossier_wait.arrived_on AS days,
        dossier_wait.count,
        dossier_wait.is_before,
        dossier_wait.is_sure
    FROM moment
    INNER JOIN dossier_wait
        ON
            moment.edition = dossier_wait.edition
            AND moment.unit_code = dossier_wait.unit_code
            AND moment.level = dossier_wait.level
            AND moment.step = dossier_wait.step
            AND moment.ended_on >= dossier_wait.arrived_on
            AND moment.ended_on < coalesce(dossier_wait.left_on, DATE '9999-12-31')
    UNION ALL
    SELECT
        dossier_wait.edition,
        dossier_wait.unit_code,
        dossier_wait.level,
        dossier_wait.step,
        date_trunc('month', dossier_wait.left_on)::DATE AS month,
        'wait' AS measure,
        dossier_wait.left_on - dossier_wait.arrived_on AS days,
        dossier_wait.count,
        dossier_wait.is_before,
        dossier_wait.is_sure
    FROM dossier_wait
    WHERE dossier_wait.left_on IS NOT NULL
),

-- Both levels together are what each of them has, and what exports of both together tell.
leveled AS (
    SELECT
        measured.edition,
        unit_ancestor.ancestor_code AS unit_code,
        unnest(list_distinct([measured.level, 'all'])) AS level,
        measured.step,
        measured.month,
        measured.measure,
        measured.days,
        measured.count,
        measured.is_before,
        measured.is_sure
    FROM measured
    INNER JOIN unit_ancestor
        ON
            measured.edition = unit_ancestor.edition
            AND measured.unit_code = unit_ancestor.unit_code
),

by_days AS (
    SELECT
        leveled.edition,
        leveled.unit_code,
        leveled.level,
        leveled.step,
        leveled.month,
        leveled.measure,
        leveled.days,
        sum(leveled.count) AS count,
        bool_or(leveled.is_before) AS is_before,
        bool_and(leveled.is_sure) AS is_sure
    FROM leveled
    GROUP BY
        leveled.edition,
        leveled.unit_code,
        leveled.level,
        leveled.step,
        leveled.month,
        leveled.measure,
        leveled.days
),

running AS (
    SELECT
        by_days.*,
        sum(by_days.count) OVER (
            PARTITION BY
                by_days.edition, by_days.unit_code, by_days.level, by_days.step, by_days.month, by_days.measure
            ORDER BY by_days.days
        ) AS up_to,
        sum(by_days.count) OVER (
            PARTITION BY
                by_days.edition, by_days.unit_code, by_days.level, by_days.step, by_days.month, by_days.measure
        ) AS every
    FROM by_days
),

halved AS (
    SELECT
        running.edition,
        running.unit_code,
        running.level,
        running.step,
        running.month,
        running.measure,
        any_value(running.every) AS every,
        min(running.days) FILTER (WHERE running.up_to * 2 >= running.every) AS half,
        min(running.days) FILTER (WHERE running.up_to * 10 >= running.every * 9) AS most,
        min(running.days) FILTER (WHERE running.is_before) AS least_before,
        bool_and(running.is_sure) AS is_sure
    FROM running
    GROUP BY
        running.edition,
        running.unit_code,
        running.level,
        running.step,
        running.month,
        running.measure
),

shown AS (
    SELECT
        halved.edition,
        halved.unit_code,
        halved.level,
        halved.step,
        halved.month,
        halved.measure,
        halved.every < build.small_count AS is_few,
        CASE WHEN halved.every >= build.small_count THEN halved.half END AS half,
        CASE WHEN halved.every >= build.small_count THEN halved.most END AS most,
        NOT halved.is_sure OR coalesce(halved.least_before <= halved.half, FALSE) AS is_half_least,
        NOT halved.is_sure OR coalesce(halved.least_before <= halved.most, FALSE) AS is_most_least
    FROM halved
    CROSS JOIN build
),

sender AS (
    SELECT
        moment.edition,
        unit_ancestor.ancestor_code AS unit_code,
        unnest(list_distinct([moment.level, 'all'])) AS level,
        moment.step,
        moment.month,
        moment.unit_code AS sent_by,
        unit_ancestor.grain,
        moment.ended_on
    FROM moment
    INNER JOIN unit_ancestor
        ON
            moment.edition = unit_ancestor.edition
            AND moment.unit_code = unit_ancestor.unit_code
),

sent AS (
    SELECT
        sender.edition,
        sender.unit_code,
        sender.level,
        sender.step,
        sender.month,
        max(sender.ended_on) AS ended_on,
        count(DISTINCT sender.sent_by) FILTER (WHERE sender.grain = 'commune') AS units
    FROM sender
    GROUP BY
        sender.edition,
        sender.unit_code,
        sender.level,
        sender.step,
        sender.month
)

SELECT
    sent.edition,
    sent.unit_code,
    sent.level,
    sent.step,
    sent.month,
    sent.ended_on,
    sent.units,
    age.half AS age_half,
    age.most AS age_most,
    coalesce(age.is_half_least, FALSE) AS is_age_half_least,
    coalesce(age.is_most_least, FALSE) AS is_age_most_least,
    coalesce(age.is_few, FALSE) AS is_age_few,
    wait.half AS wait_half,
    wait.most AS wait_most,
    coalesce(wait.is_half_least, FALSE) AS is_wait_half_least,
    coalesce(wait.is_most_least, FALSE) AS is_wait_most_least,
    coalesce(wait.is_few, FALSE) AS is_wait_few
FROM sent
LEFT JOIN shown AS age
    ON
        sent.edition = age.edition
        AND sent.unit_code = age.unit_code
        AND sent.level = age.level
        AND sent.step = age.step
        AND sent.month = age.month
        AND age.measure = 'age'
LEFT JOIN shown AS wait
    ON
        sent.edition = wait.edition
        AND sent.unit_code = wait.unit_code
        AND sent.level = wait.level
        AND sent.step = wait.step
        AND sent.month = wait.month
        AND wait.measure = 'wait'
ORDER BY
    sent.edition,
    sent.unit_code,
    sent.level,
    sent.step,
    sent.month
