-- What may be shown of what an area counted in those of its units that have a target in force, or a count of people,
-- where some of them lack it (see `partial_count`); everywhere else that is all that it counted. With the two ends of
-- the change, and against a target with the activations of those that have an activation target.
-- NULL where it is small or the rest of the whole is, and where the whole is hidden.
--
-- grain:  one row per (edition, unit_code, level, stage, base, issuer, first_day); most areas and days have none
-- part:   province
-- across: anew
-- carried: anew
-- after:  partial_count, hidden_count, build
-- as:     published

SELECT
    partial_count.edition,
    partial_count.unit_code,
    partial_count.level,
    partial_count.stage,
    partial_count.base,
    partial_count.issuer,
    partial_count.first_day,
    partial_count.last_day,
    CASE
        WHEN
            hidden.date IS NULL
            AND partial_count.count NOT BETWEEN 1 AND build.small_count - 1
            AND partial_count.count_left NOT BETWEEN 1 AND build.small_count - 1
            THEN partial_count.count
    END AS count,
    CASE WHEN hidden.date IS NULL THEN partial_count.count_before END AS count_before,
    CASE WHEN hidden.date IS NULL THEN partial_count.count_since END AS count_since,
    CASE
        WHEN
            hidden_activated.date IS NULL
            AND partial_count.other_count NOT BETWEEN 1 AND build.small_count - 1
            AND partial_count.other_left NOT BETWEEN 1 AND build.small_count - 1
            THEN partial_count.other_count
    END AS activated
FROM partial_count
CROSS JOIN build
LEFT JOIN hidden_count AS hidden
    ON
        partial_count.edition = hidden.edition
        AND partial_count.unit_code = hidden.unit_code
        AND partial_count.level = hidden.level
        AND partial_count.stage = hidden.stage
        AND partial_count.date = hidden.date
LEFT JOIN hidden_count AS hidden_activated
    ON
        hidden_activated.stage = 'activated'
        AND partial_count.edition = hidden_activated.edition
        AND partial_count.unit_code = hidden_activated.unit_code
        AND partial_count.level = hidden_activated.level
        AND partial_count.date = hidden_activated.date
WHERE partial_count.base NOT IN ('collected', 'approved', 'activated')
ORDER BY
    partial_count.edition,
    partial_count.unit_code,
    partial_count.first_day
