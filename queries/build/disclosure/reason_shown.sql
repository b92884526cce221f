-- What may be shown of why accounts are not active, by month, for each unit of any size in the units of its own day. A
-- larger unit shows what its parts show, and withheld counts where they are two at least and reach small_count together
-- (see `releasing`), so that no difference gives one away.
--
-- grain:  one row per (edition, unit_code, month, reason)
-- after:  reason_count, unit, build
-- from:   reason_count
-- part:   nation
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: month DATE
-- column: stage VARCHAR
-- column: division VARCHAR
-- column: cell VARCHAR
-- column: first_day DATE
-- column: last_day DATE
-- column: shown BIGINT
-- column: withheld BIGINT
-- column: sources BIGINT

-- As `releasing` has its columns; handed to it by its name, which the linter does not see.
WITH reporter AS (
    SELECT
        reason_count.edition,
        reason_count.unit_code,
        reason_count.parent_code,
        reason_count.grain,
        reason_count.month,
        '' AS stage,
        'reason' AS division,
        reason_count.reason AS cell,
        reason_count.as_of AS first_day,
        reason_count.as_of AS last_day,
        reason_count.shown,
        reason_count.withheld,
        reason_count.sources
    FROM reason_count
),

within_district AS ( -- noqa: ST03
    SELECT
        reporter.* EXCLUDE (unit_code, parent_code, grain),
        unit.unit_code
    FROM reporter
    INNER JOIN unit
        ON
            reporter.edition = unit.edition
            AND (
                reporter.grain = 'commune' AND reporter.parent_code = unit.unit_code
                OR reporter.grain = 'district' AND reporter.unit_code = unit.unit_code
            )
            AND unit.grain = 'district'
),

district AS (
    SELECT released.*
    FROM releasing('within_district') AS released
),

within_province AS ( -- noqa: ST03
    SELECT district.* REPLACE (unit.parent_code AS unit_code)
    FROM district
    INNER JOIN unit
        ON
            district.edition = unit.edition
            AND district.unit_code = unit.unit_code
    UNION ALL BY NAME
    SELECT reporter.* EXCLUDE (parent_code, grain) REPLACE (reporter.parent_code AS unit_code)
    FROM reporter
    INNER JOIN unit
        ON
            reporter.edition = unit.edition
            AND reporter.parent_code = unit.unit_code
            AND unit.grain = 'province'
    WHERE reporter.grain = 'commune'
    UNION ALL BY NAME
    SELECT reporter.* EXCLUDE (parent_code, grain)
    FROM reporter
    WHERE reporter.grain = 'province'
),

province AS (
    SELECT released.*
    FROM releasing('within_province') AS released
),

within_nation AS ( -- noqa: ST03
    SELECT province.* REPLACE ('VN' AS unit_code)
    FROM province
)

SELECT reporter.* EXCLUDE (parent_code, grain)
FROM reporter
WHERE reporter.grain = 'commune'
UNION ALL BY NAME
SELECT district.*
FROM district
UNION ALL BY NAME
SELECT province.*
FROM province
UNION ALL BY NAME
SELECT released.*
FROM releasing('within_nation') AS released
