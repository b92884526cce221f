-- What may be shown of other indicators, by month, for each unit of any size: what it sent itself, else the sum of
-- what is shown of its parts (see `gathering`). In the other edition, and of groups, stands only what is made of
-- numbers that are shown of other units (see `counterpart`).
--
-- grain:  one row per (edition, unit_code, indicator, month)
-- after:  indicator_report, counterpart, unit, build
-- from:   indicator_report
-- part:   province
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: indicator VARCHAR
-- column: month DATE
-- column: first_day DATE
-- column: last_day DATE
-- column: numerator BIGINT
-- column: denominator BIGINT
-- column: eligible BIGINT
-- column: is_partial BOOLEAN
-- column: units BIGINT
-- column: shared_out BIGINT

-- Handed to the macro by its name, which the linter does not see.
WITH commune AS (
    SELECT indicator_report.* EXCLUDE (grain)
    FROM indicator_report
    WHERE indicator_report.grain = 'commune'
),

in_district AS ( -- noqa: ST03
    SELECT
        commune.* EXCLUDE (unit_code, parent_code),
        commune.parent_code AS unit_code
    FROM commune
    INNER JOIN unit
        ON
            commune.edition = unit.edition
            AND commune.parent_code = unit.unit_code
            AND unit.grain = 'district'
),

of_district AS ( -- noqa: ST03
    SELECT indicator_report.* EXCLUDE (grain, parent_code)
    FROM indicator_report
    WHERE indicator_report.grain = 'district'
),

district AS (
    SELECT gathered.*
    FROM gathering('in_district', 'of_district') AS gathered
),

in_province AS ( -- noqa: ST03
    SELECT
        district.* EXCLUDE (unit_code),
        unit.parent_code AS unit_code
    FROM district
    INNER JOIN unit
        ON
            district.edition = unit.edition
            AND district.unit_code = unit.unit_code
    UNION ALL BY NAME
    SELECT
        commune.* EXCLUDE (unit_code, parent_code),
        commune.parent_code AS unit_code
    FROM commune
    INNER JOIN unit
        ON
            commune.edition = unit.edition
            AND commune.parent_code = unit.unit_code
            AND unit.grain = 'province'
),

of_province AS ( -- noqa: ST03
    SELECT indicator_report.* EXCLUDE (grain, parent_code)
    FROM indicator_report
    WHERE indicator_report.grain = 'province'
),

province AS (
    SELECT gathered.*
    FROM gathering('in_province', 'of_province') AS gathered
),

in_nation AS ( -- noqa: ST03
    SELECT
        province.* EXCLUDE (unit_code),
        'VN' AS unit_code
    FROM province
),

of_nation AS ( -- noqa: ST03
    SELECT indicator_report.* EXCLUDE (grain, parent_code)
    FROM indicator_report
    WHERE indicator_report.grain = 'nation'
),

own_edition AS (
    SELECT commune.* EXCLUDE (parent_code)
    FROM commune
    UNION ALL BY NAME
    SELECT district.*
    FROM district
    UNION ALL BY NAME
    SELECT province.*
    FROM province
    UNION ALL BY NAME
    SELECT gathered.*
    FROM gathering('in_nation', 'of_nation') AS gathered
),

piece AS (
    SELECT
        own_edition.* EXCLUDE (edition, unit_code, numerator, denominator, eligible),
        counterpart.edition,
        counterpart.unit_code,
        counterpart.millionths,
        -- Shares of a divided unit's numbers, rounded: as a rate they are as good as its whole.
        (own_edition.numerator * counterpart.millionths + 500000) // 1000000 AS numerator,
        (own_edition.denominator * counterpart.millionths + 500000) // 1000000 AS denominator,
        (own_edition.eligible * counterpart.millionths + 500000) // 1000000 AS eligible
    FROM own_edition
    INNER JOIN counterpart
        ON
            own_edition.edition = counterpart.from_edition
            AND own_edition.unit_code = counterpart.from_code
),

nobody AS ( -- noqa: ST03
    SELECT piece.* EXCLUDE (millionths)
    FROM piece
    WHERE FALSE
),

-- What of it was apportioned by area from units that were divided.
divided AS (
    SELECT
        piece.edition,
        piece.unit_code,
        piece.indicator,
        piece.month,
        sum(piece.numerator)::BIGINT AS shared_out
    FROM piece
    WHERE piece.millionths < 1000000
    GROUP BY
        piece.edition,
        piece.unit_code,
        piece.indicator,
        piece.month
),

derived AS (
    SELECT
        gathered.* EXCLUDE (numerator, is_partial),
        CASE WHEN divided.shared_out >= build.small_count THEN divided.shared_out END AS shared_out,
        CASE WHEN gathered.numerator NOT BETWEEN 1 AND build.small_count - 1 THEN gathered.numerator END AS numerator,
        gathered.is_partial OR gathered.numerator BETWEEN 1 AND build.small_count - 1 AS is_partial
    FROM gathering('piece', 'nobody') AS gathered
    CROSS JOIN build
    LEFT JOIN divided
        ON
            gathered.edition = divided.edition
            AND gathered.unit_code = divided.unit_code
            AND gathered.indicator = divided.indicator
            AND gathered.month = divided.month
)

SELECT
    own_edition.edition,
    own_edition.unit_code,
    own_edition.indicator,
    own_edition.month,
    own_edition.first_day,
    own_edition.last_day,
    own_edition.numerator,
    own_edition.denominator,
    own_edition.eligible,
    own_edition.is_partial,
    own_edition.units,
    NULL::BIGINT AS shared_out
FROM own_edition
UNION ALL BY NAME
SELECT derived.*
FROM derived
ORDER BY
    edition,
    unit_code,
    indicator,
    month
