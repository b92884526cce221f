-- What an area counted of one stage, and of another one, in those of its units that have a count of both, where some of
-- them may lack one; everywhere else that is all that it counted. The same at the two ends of the change of those that
-- have one of both.
-- NULL where it is small or the rest of the whole is, and where the whole is hidden; is_hidden says so of one of both.
--
-- grain:  one row per (edition, unit_code, level, stage, base, first_day); base is the other stage
-- part:   province
-- after:  partial_day, reporting_member, area_count, area_progress, build
-- as:     published

WITH member AS (
    SELECT
        partial_day.*,
        figure.count,
        beside.count AS other_count,
        moved.count_before,
        moved.count_since,
        moved_beside.count_before AS other_before,
        moved_beside.count_since AS other_since
    FROM partial_day
    INNER JOIN reporting_member
        ON
            partial_day.edition = reporting_member.edition
            AND partial_day.era = reporting_member.era
            AND partial_day.unit_code = reporting_member.unit_code
            AND partial_day.level = reporting_member.level
            AND partial_day.stage = reporting_member.stage
    INNER JOIN area_count AS figure
        ON
            reporting_member.source = figure.edition
            AND reporting_member.member_code = figure.unit_code
            AND partial_day.level = figure.level
            AND partial_day.stage = figure.stage
            AND partial_day.date = figure.date
    LEFT JOIN area_count AS beside
        ON
            reporting_member.source = beside.edition
            AND reporting_member.member_code = beside.unit_code
            AND partial_day.level = beside.level
            AND partial_day.base = beside.stage
            AND partial_day.date = beside.date
    INNER JOIN area_progress AS moved
        ON
            figure.edition = moved.edition
            AND figure.unit_code = moved.unit_code
            AND figure.level = moved.level
            AND figure.stage = moved.stage
            AND figure.date = moved.date
    LEFT JOIN area_progress AS moved_beside
        ON
            beside.edition = moved_beside.edition
            AND beside.unit_code = moved_beside.unit_code
            AND beside.level = moved_beside.level
            AND beside.stage = moved_beside.stage
            AND beside.date = moved_beside.date
    WHERE partial_day.base IN ('collected', 'approved', 'activated')
),

summed AS (
    SELECT
        member.edition,
        member.unit_code,
        member.level,
        member.stage,
        member.base,
        member.date,
        member.first_day,
        member.last_day,
        sum(CASE WHEN member.other_count IS NOT NULL THEN member.count END)::BIGINT AS count,
        sum(member.other_count)::BIGINT AS other_count,
        sum(CASE WHEN member.other_before IS NOT NULL THEN member.count_before END)::BIGINT AS count_before,
        sum(CASE WHEN member.count_before IS NOT NULL THEN member.other_before END)::BIGINT AS other_before,
        sum(CASE WHEN member.other_since IS NOT NULL THEN member.count_since END)::BIGINT AS count_since,
        sum(CASE WHEN member.count_since IS NOT NULL THEN member.other_since END)::BIGINT AS other_since
    FROM member
    GROUP BY
        member.edition,
        member.unit_code,
        member.level,
        member.stage,
        member.base,
        member.date,
        member.first_day,
        member.last_day
),

-- Each of the two beside the whole that it is a part of.
judged AS (
    SELECT
        summed.*,
        coalesce(
            whole.is_hidden
            OR summed.count BETWEEN 1 AND build.small_count - 1
            OR whole.count - summed.count BETWEEN 1 AND build.small_count - 1,
            FALSE
        ) AS is_count_hidden,
        coalesce(
            other.is_hidden
            OR summed.other_count BETWEEN 1 AND build.small_count - 1
            OR other.count - summed.other_count BETWEEN 1 AND build.small_count - 1,
            FALSE
        ) AS is_other_hidden,
        whole.count_before IS NULL OR other.count_before IS NULL AS is_change_hidden
    FROM summed
    CROSS JOIN build
    LEFT JOIN area_progress AS whole
        ON
            summed.edition = whole.edition
            AND summed.unit_code = whole.unit_code
            AND summed.level = whole.level
            AND summed.stage = whole.stage
            AND summed.date = whole.date
    LEFT JOIN area_progress AS other
        ON
            summed.edition = other.edition
            AND summed.unit_code = other.unit_code
            AND summed.level = other.level
            AND summed.base = other.stage
            AND summed.date = other.date
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
