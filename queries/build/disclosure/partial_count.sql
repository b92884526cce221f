-- What an area counted in those of its units that have a base, where some of them may lack it: all that it counted,
-- less what the few that lack it did. base is a target in force, a count of people, or another stage, of which a unit
-- needs a count. other_count is of that stage, and beside a target of activation: in units that have an activation
-- target, and a count of the stage. count_left and other_left are what was left out for the want of a base.
-- The ends of the change are of the units that have one (against another stage: one of both).
--
-- grain:  one row per (edition, unit_code, level, stage, base, issuer, first_day); most areas and days have none
-- part:   province
-- across: anew
-- after:  partial_day, partly_based, partly_staged, area_count, area_change, in_force

WITH asked AS (
    SELECT
        partial_day.*,
        partial_day.base IN ('collected', 'approved', 'activated') AS is_of_stage,
        CASE
            WHEN partial_day.base IN ('collected', 'approved', 'activated') THEN partial_day.base
            WHEN partial_day.base = 'target' THEN 'activated'
        END AS other
    FROM partial_day
),

-- The area itself, and its units that may lack what is asked, or a count of one of both stages.
looked_at AS (
    SELECT
        asked.*,
        asked.edition AS source,
        asked.unit_code AS member_code,
        TRUE AS is_whole,
        FALSE AS is_lacking
    FROM asked
    UNION ALL
    SELECT
        asked.*,
        partly_based.source,
        partly_based.member_code,
        FALSE AS is_whole,
        TRUE AS is_lacking
    FROM asked
    INNER JOIN partly_based
        ON
            asked.edition = partly_based.edition
            AND asked.era = partly_based.era
            AND asked.unit_code = partly_based.unit_code
            AND asked.level = partly_based.level
            AND asked.stage = partly_based.stage
            AND asked.base = partly_based.base
            AND asked.issuer IS NOT DISTINCT FROM partly_based.issuer
            AND asked.first_day BETWEEN partly_based.first_day AND partly_based.last_day
    UNION ALL
    SELECT
        asked.*,
        partly_staged.source,
        partly_staged.member_code,
        FALSE AS is_whole,
        FALSE AS is_lacking
    FROM asked
    INNER JOIN partly_staged
        ON
            asked.edition = partly_staged.edition
            AND asked.era = partly_staged.era
            AND asked.unit_code = partly_staged.unit_code
            AND asked.level = partly_staged.level
            AND asked.stage = partly_staged.stage
            AND asked.other = partly_staged.base
            AND asked.first_day BETWEEN partly_staged.first_day AND partly_staged.last_day
),

figure AS (
    SELECT
        looked_at.*,
        area_count.stage = looked_at.stage AS is_own,
        area_count.stage = looked_at.other AS is_other,
        area_count.count,
        area_count.units_reported AS units,
        NULL::BIGINT AS count_before,
        NULL::BIGINT AS count_since,
        NULL::BIGINT AS units_compared
    FROM looked_at
    INNER JOIN area_count
        ON
            looked_at.source = area_count.edition
            AND looked_at.member_code = area_count.unit_code
            AND looked_at.level = area_count.level
            AND looked_at.date = area_count.date
            AND area_count.stage IN (looked_at.stage, looked_at.other)
    UNION ALL
    SELECT
        looked_at.*,
        area_change.stage = looked_at.stage AS is_own,
        area_change.stage = looked_at.other AS is_other,
        NULL AS count,
        NULL AS units,
        area_change.count_before,
        area_change.count_since,
        area_change.units_compared
    FROM looked_at
    INNER JOIN area_change
        ON
            looked_at.source = area_change.edition
            AND looked_at.member_code = area_change.unit_code
            AND looked_at.level = area_change.level
            AND looked_at.date = area_change.date
            AND area_change.stage IN (looked_at.stage, looked_at.other)
),

-- Both stages side by side.
member AS (
    SELECT
        figure.* EXCLUDE (
            is_own, is_other, is_lacking, count, units, count_before, count_since, units_compared
        ),
        bool_or(figure.is_lacking) AS is_lacking,
        max(figure.count) FILTER (WHERE figure.is_own) AS count,
        max(figure.units) FILTER (WHERE figure.is_own) AS units,
        max(figure.count_before) FILTER (WHERE figure.is_own) AS count_before,
        max(figure.count_since) FILTER (WHERE figure.is_own) AS count_since,
        max(figure.units_compared) FILTER (WHERE figure.is_own) AS units_compared,
        max(figure.count) FILTER (WHERE figure.is_other) AS other_count,
        max(figure.units) FILTER (WHERE figure.is_other) AS other_units,
        max(figure.count_before) FILTER (WHERE figure.is_other) AS other_before,
        max(figure.count_since) FILTER (WHERE figure.is_other) AS other_since,
        max(figure.units_compared) FILTER (WHERE figure.is_other) AS other_compared
    FROM figure
    GROUP BY ALL
),

-- What is left out is taken from the whole. A unit may have a target of the stage where it lacks the activation target.
signed AS (
    SELECT
        member.*,
        CASE
            WHEN member.is_whole THEN 1
            WHEN
                member.is_lacking AND in_force.value IS NULL
                OR member.is_of_stage AND member.other_count IS NULL
                THEN -1
        END AS sign,
        CASE
            WHEN member.is_whole THEN 1
            WHEN member.is_lacking OR member.count IS NULL THEN -1
        END AS other_sign,
        CASE
            WHEN member.is_whole THEN 1
            WHEN
                member.is_lacking AND in_force.value IS NULL
                OR member.is_of_stage AND member.other_before IS NULL
                THEN -1
        END AS change_sign,
        CASE
            WHEN member.is_whole THEN 1
            WHEN member.count_before IS NULL THEN -1
        END AS other_change_sign
    FROM member
    LEFT JOIN in_force
        ON
            member.is_lacking
            AND member.source = in_force.edition
            AND member.member_code = in_force.unit_code
            AND member.base = in_force.base
            AND member.issuer = in_force.issuer
            AND member.level = in_force.level
            AND member.stage = in_force.stage
            AND member.first_day BETWEEN in_force.first_day AND in_force.last_day
),

summed AS (
    SELECT
        signed.edition,
        signed.unit_code,
        signed.level,
        signed.stage,
        signed.base,
        signed.issuer,
        signed.date,
        signed.first_day,
        signed.last_day,
        sum(signed.sign * signed.units) AS units,
        sum(signed.sign * signed.count) AS count,
        -sum(signed.sign * signed.count) FILTER (WHERE NOT signed.is_whole) AS count_left,
        sum(signed.other_sign * signed.other_units) AS other_units,
        sum(signed.other_sign * signed.other_count) AS other_count,
        sum(signed.other_count) FILTER (
            WHERE NOT signed.is_whole AND (signed.count IS NULL) = signed.is_of_stage AND signed.other_sign = -1
        ) AS other_left,
        sum(signed.change_sign * signed.units_compared) AS units_compared,
        sum(signed.change_sign * signed.count_before) AS count_before,
        sum(signed.change_sign * signed.count_since) AS count_since,
        sum(signed.other_change_sign * signed.other_before) AS other_before,
        sum(signed.other_change_sign * signed.other_since) AS other_since
    FROM signed
    GROUP BY
        signed.edition,
        signed.unit_code,
        signed.level,
        signed.stage,
        signed.base,
        signed.issuer,
        signed.date,
        signed.first_day,
        signed.last_day,
        signed.is_of_stage
    HAVING
        signed.is_of_stage AND max(signed.count) FILTER (WHERE signed.is_whole) IS NOT NULL
        OR bool_or(signed.is_lacking AND signed.count IS NOT NULL)
)

SELECT
    summed.edition,
    summed.unit_code,
    summed.level,
    summed.stage,
    summed.base,
    summed.issuer,
    summed.date,
    summed.first_day,
    summed.last_day,
    CASE WHEN summed.units > 0 THEN summed.count END::BIGINT AS count,
    coalesce(summed.count_left, 0)::BIGINT AS count_left,
    CASE WHEN summed.other_units > 0 THEN summed.other_count END::BIGINT AS other_count,
    coalesce(summed.other_left, 0)::BIGINT AS other_left,
    CASE WHEN summed.units_compared > 0 THEN summed.count_before END::BIGINT AS count_before,
    CASE WHEN summed.units_compared > 0 THEN summed.count_since END::BIGINT AS count_since,
    CASE WHEN summed.units_compared > 0 THEN summed.other_before END::BIGINT AS other_before,
    CASE WHEN summed.units_compared > 0 THEN summed.other_since END::BIGINT AS other_since
FROM summed
