-- What may be shown of what an area counted of one stage, and of another one, in those of its units that have a count
-- of both, where some of them may lack one (see `partial_count`); everywhere else that is all that it counted. With the
-- two ends of the change of both.
-- NULL where it is small or the rest of the whole is, and where the whole is hidden; is_hidden says so of one of both.
--
-- grain:  one row per (edition, unit_code, level, stage, base, first_day); base is the other stage
-- part:   province
-- across: anew
-- carried: anew
-- after:  partial_count, hidden_count, hidden_lately, build
-- as:     published

WITH judged AS (
    SELECT
        partial_count.*,
        hidden.date IS NOT NULL
        OR coalesce(partial_count.count BETWEEN 1 AND build.small_count - 1, FALSE)
        OR partial_count.count_left BETWEEN 1 AND build.small_count - 1 AS is_count_hidden,
        other_hidden.date IS NOT NULL
        OR coalesce(partial_count.other_count BETWEEN 1 AND build.small_count - 1, FALSE)
        OR partial_count.other_left BETWEEN 1 AND build.small_count - 1 AS is_other_hidden,
        hidden_lately.date IS NOT NULL AS is_change_hidden
    FROM partial_count
    CROSS JOIN build
    LEFT JOIN hidden_count AS hidden
        ON
            partial_count.edition = hidden.edition
            AND partial_count.unit_code = hidden.unit_code
            AND partial_count.level = hidden.level
            AND partial_count.stage = hidden.stage
            AND partial_count.date = hidden.date
    LEFT JOIN hidden_count AS other_hidden
        ON
            partial_count.edition = other_hidden.edition
            AND partial_count.unit_code = other_hidden.unit_code
            AND partial_count.level = other_hidden.level
            AND partial_count.base = other_hidden.stage
            AND partial_count.date = other_hidden.date
    LEFT JOIN hidden_lately
        ON
            partial_count.edition = hidden_lately.edition
            AND partial_count.unit_code = hidden_lately.unit_code
            AND partial_count.level = hidden_lately.level
            AND partial_count.date = hidden_lately.date
    WHERE partial_count.base IN ('collected', 'approved', 'activated')
)

SELECT
    judged.edition,
    judged.unit_code,
    judged.level,
    judged.stage,
    judged.base,
    judged.first_day,
    judged.last_day,
    judged.is_count_hidden OR judged.is_other_hidden AS is_hidden,
    CASE WHEN NOT judged.is_count_hidden THEN judged.count END AS count,
    CASE WHEN NOT judged.is_other_hidden THEN judged.other_count END AS other_count,
    CASE WHEN NOT judged.is_change_hidden THEN judged.count_before END AS count_before,
    CASE WHEN NOT judged.is_change_hidden THEN judged.count_since END AS count_since,
    CASE WHEN NOT judged.is_change_hidden THEN judged.other_before END AS other_before,
    CASE WHEN NOT judged.is_change_hidden THEN judged.other_since END AS other_since
FROM judged
ORDER BY
    judged.edition,
    judged.unit_code,
    judged.first_day
