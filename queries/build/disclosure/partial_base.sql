-- What an area counted in those of its units that have a target in force, or a count of people, where some of them may
-- lack it; everywhere else that is all that it counted. With the two ends of the change of those that have one (see
-- `area_progress`), and against a target with the activations of those that have an activation target.
-- NULL where it is small or the rest of the whole is, and where the whole is hidden.
--
-- grain:  one row per (edition, unit_code, level, stage, base, issuer, first_day); most areas and days have none
-- part:   nation
-- after:  partial_day, reporting_member, area_count, area_progress, hidden_count, in_force, build
-- as:     published

WITH member AS (
    SELECT
        partial_day.*,
        figure.count,
        moved.count_before,
        moved.count_since,
        activated.count AS activated,
        in_force.value IS NOT NULL AS is_based,
        activation.value IS NOT NULL AS is_asked
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
    INNER JOIN area_progress AS moved
        ON
            figure.edition = moved.edition
            AND figure.unit_code = moved.unit_code
            AND figure.level = moved.level
            AND figure.stage = moved.stage
            AND figure.date = moved.date
    LEFT JOIN area_count AS activated
        ON
            activated.stage = 'activated'
            AND reporting_member.source = activated.edition
            AND reporting_member.member_code = activated.unit_code
            AND partial_day.level = activated.level
            AND partial_day.date = activated.date
    LEFT JOIN in_force
        ON
            reporting_member.source = in_force.edition
            AND reporting_member.member_code = in_force.unit_code
            AND partial_day.base = in_force.base
            AND coalesce(partial_day.issuer = in_force.issuer, TRUE)
            AND coalesce(partial_day.level = in_force.level, TRUE)
            AND coalesce(partial_day.stage = in_force.stage, TRUE)
            AND partial_day.first_day BETWEEN in_force.first_day AND in_force.last_day
    LEFT JOIN in_force AS activation
        ON
            activation.stage = 'activated'
            AND reporting_member.source = activation.edition
            AND reporting_member.member_code = activation.unit_code
            AND partial_day.base = activation.base
            AND partial_day.issuer = activation.issuer
            AND partial_day.level = activation.level
            AND partial_day.first_day BETWEEN activation.first_day AND activation.last_day
    WHERE partial_day.base NOT IN ('collected', 'approved', 'activated')
),

summed AS (
    SELECT
        member.edition,
        member.unit_code,
        member.level,
        member.stage,
        member.base,
        member.issuer,
        member.date,
        member.first_day,
        member.last_day,
        sum(member.count) FILTER (WHERE member.is_based)::BIGINT AS count,
        sum(member.count) FILTER (WHERE NOT member.is_based)::BIGINT AS count_left,
        sum(member.count_before) FILTER (WHERE member.is_based)::BIGINT AS count_before,
        sum(member.count_since) FILTER (WHERE member.is_based)::BIGINT AS count_since,
        sum(member.activated) FILTER (WHERE member.is_asked)::BIGINT AS activated,
        sum(member.activated) FILTER (WHERE NOT member.is_asked)::BIGINT AS activated_left
    FROM member
    GROUP BY
        member.edition,
        member.unit_code,
        member.level,
        member.stage,
        member.base,
        member.issuer,
        member.date,
        member.first_day,
        member.last_day
    HAVING NOT (bool_and(member.is_based) AND bool_and(member.is_asked OR member.base <> 'target'))
)

SELECT
    summed.edition,
    summed.unit_code,
    summed.level,
    summed.stage,
    summed.base,
    summed.issuer,
    summed.first_day,
    summed.last_day,
    CASE
        WHEN
            hidden.date IS NULL
            AND summed.count NOT BETWEEN 1 AND build.small_count - 1
            AND coalesce(summed.count_left, 0) NOT BETWEEN 1 AND build.small_count - 1
            THEN summed.count
    END AS count,
    CASE WHEN hidden.date IS NULL THEN summed.count_before END AS count_before,
    CASE WHEN hidden.date IS NULL THEN summed.count_since END AS count_since,
    CASE
        WHEN
            hidden_activated.date IS NULL
            AND summed.activated NOT BETWEEN 1 AND build.small_count - 1
            AND coalesce(summed.activated_left, 0) NOT BETWEEN 1 AND build.small_count - 1
            THEN summed.activated
    END AS activated
FROM summed
CROSS JOIN build
LEFT JOIN hidden_count AS hidden
    ON
        summed.edition = hidden.edition
        AND summed.unit_code = hidden.unit_code
        AND summed.level = hidden.level
        AND summed.stage = hidden.stage
        AND summed.date = hidden.date
LEFT JOIN hidden_count AS hidden_activated
    ON
        hidden_activated.stage = 'activated'
        AND summed.edition = hidden_activated.edition
        AND summed.unit_code = hidden_activated.unit_code
        AND summed.level = hidden_activated.level
        AND summed.date = hidden_activated.date
ORDER BY
    summed.edition,
    summed.unit_code,
    summed.first_day
