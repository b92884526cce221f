-- Which of the units whose reports an area is made of may have a count of one stage and none of another, on which days,
-- and after these days, as long as a change may begin at them (see `own_pace`). Rather a day too many than too few:
-- `partial_count` looks who has what.
--
-- grain:  one row per span of days of an (edition, era, unit_code, level, stage, base, source, member_code); base is
--         the other stage
-- part:   province
-- across: anew
-- carried: spans
-- after:  reporting_member, compared_period

WITH pair AS (
    SELECT
        reporting_member.edition,
        reporting_member.era,
        reporting_member.unit_code,
        reporting_member.level,
        stages.stage,
        stages.base,
        reporting_member.source,
        reporting_member.member_code,
        count(*) = 1 OR bool_or(reporting_member.has_gaps) AS is_ever_alone,
        min(reporting_member.first_day) AS first_day,
        max(reporting_member.first_day) AS both_from,
        min(reporting_member.last_day) AS both_to,
        max(reporting_member.last_day) AS last_day
    FROM reporting_member
    INNER JOIN (
        VALUES
        ('activated', 'approved'),
        ('activated', 'collected'),
        ('approved', 'activated'),
        ('approved', 'collected'),
        ('collected', 'activated'),
        ('collected', 'approved')
    ) AS stages (stage, base)
        ON reporting_member.stage IN (stages.stage, stages.base)
    GROUP BY
        reporting_member.edition,
        reporting_member.era,
        reporting_member.unit_code,
        reporting_member.level,
        stages.stage,
        stages.base,
        reporting_member.source,
        reporting_member.member_code
),

alone AS (
    SELECT
        pair.*,
        pair.first_day AS from_day,
        CASE WHEN pair.is_ever_alone THEN pair.last_day ELSE pair.both_from - 1 END AS to_day
    FROM pair
    WHERE pair.is_ever_alone OR pair.first_day < pair.both_from
    UNION ALL
    SELECT
        pair.*,
        pair.both_to + 1 AS from_day,
        pair.last_day AS to_day
    FROM pair
    WHERE pair.both_to < pair.last_day
)

SELECT
    alone.edition,
    alone.era,
    alone.unit_code,
    alone.level,
    alone.stage,
    alone.base,
    alone.source,
    alone.member_code,
    alone.from_day AS first_day,
    least(alone.to_day, DATE '9999-12-31' - compared_period.reach) + compared_period.reach AS last_day
FROM alone
CROSS JOIN compared_period
