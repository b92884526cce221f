-- Which of the units whose reports an area is made of may lack a target in force, or a count of people, that others of
-- them have, and on which days. Rather a day too many than too few: `partial_count` looks who has what.
--
-- grain:  one row per span of days of an (edition, era, unit_code, level, stage, base, issuer, source, member_code)
-- part:   province
-- across: anew
-- carried: spans
-- after:  reporting_member, in_force
-- from:   in_force
-- column: edition VARCHAR
-- column: era VARCHAR
-- column: unit_code VARCHAR
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: base VARCHAR
-- column: issuer VARCHAR
-- column: source VARCHAR
-- column: member_code VARCHAR
-- column: first_day DATE
-- column: last_day DATE

-- From the first to the last day on which any of an area's units has the base.
WITH based AS (
    SELECT
        reporting_member.edition,
        reporting_member.era,
        reporting_member.unit_code,
        reporting_member.level,
        reporting_member.stage,
        in_force.base,
        in_force.issuer,
        min(in_force.first_day) AS first_day,
        max(in_force.last_day) AS last_day
    FROM reporting_member
    INNER JOIN in_force
        ON
            reporting_member.source = in_force.edition
            AND reporting_member.member_code = in_force.unit_code
            AND coalesce(reporting_member.level = in_force.level, TRUE)
            AND coalesce(reporting_member.stage = in_force.stage, TRUE)
    GROUP BY
        reporting_member.edition,
        reporting_member.era,
        reporting_member.unit_code,
        reporting_member.level,
        reporting_member.stage,
        in_force.base,
        in_force.issuer
),

asked AS (
    SELECT
        based.*,
        reporting_member.source,
        reporting_member.member_code,
        reporting_member.first_day AS first_report,
        reporting_member.last_day AS last_report
    FROM based
    INNER JOIN reporting_member
        ON
            based.edition = reporting_member.edition
            AND based.era = reporting_member.era
            AND based.unit_code = reporting_member.unit_code
            AND based.level = reporting_member.level
            AND based.stage = reporting_member.stage
),

-- The days on which a unit has the base, and one before all others for those that never have it. Who lacks the target
-- of a stage lacks the activation target, too.
having_base AS (
    SELECT
        in_force.edition,
        in_force.unit_code,
        coalesce(in_force.level, '') AS level,
        in_force.base,
        coalesce(in_force.issuer, '') AS issuer,
        in_force.first_day,
        in_force.last_day
    FROM in_force
    WHERE coalesce(in_force.stage, 'activated') = 'activated'
    UNION ALL
    SELECT DISTINCT
        asked.source AS edition,
        asked.member_code AS unit_code,
        CASE asked.base WHEN 'target' THEN asked.level ELSE '' END AS level,
        asked.base,
        coalesce(asked.issuer, '') AS issuer,
        DATE '0001-01-01' AS first_day,
        DATE '0001-01-01' AS last_day
    FROM asked
),

lacking_base AS (
    SELECT
        having_base.* EXCLUDE (first_day, last_day),
        having_base.last_day + 1 AS first_day,
        coalesce(lead(having_base.first_day) OVER days - 1, DATE '9999-12-31') AS last_day
    FROM having_base
    WINDOW days AS (
        PARTITION BY
            having_base.edition,
            having_base.unit_code,
            having_base.level,
            having_base.base,
            having_base.issuer
        ORDER BY having_base.last_day
    )
),

lacking AS (
    SELECT
        asked.*,
        greatest(asked.first_day, asked.first_report, lacking_base.first_day) AS from_day,
        least(asked.last_day, asked.last_report, lacking_base.last_day) AS to_day
    FROM asked
    INNER JOIN lacking_base
        ON
            asked.source = lacking_base.edition
            AND asked.member_code = lacking_base.unit_code
            AND asked.base = lacking_base.base
            AND coalesce(asked.issuer, '') = lacking_base.issuer
            AND CASE asked.base WHEN 'target' THEN asked.level ELSE '' END = lacking_base.level
)

SELECT
    lacking.edition,
    lacking.era,
    lacking.unit_code,
    lacking.level,
    lacking.stage,
    lacking.base,
    lacking.issuer,
    lacking.source,
    lacking.member_code,
    lacking.from_day AS first_day,
    lacking.to_day AS last_day
FROM lacking
WHERE lacking.from_day <= lacking.to_day
