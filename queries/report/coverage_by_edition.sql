-- Of which days each edition has figures, from how many of its communes, and which unit holds them all.
--
-- grain:  one row per edition that has figures
-- column: edition            VARCHAR
-- column: first_day          DATE           oldest day reported
-- column: newest_report      DATE           newest day reported
-- column: last_day           DATE           last day to which figures are carried forward
-- column: communes           BIGINT         communes of the smallest unit that holds all figures
-- column: communes_reported  BIGINT         of them with at least one report
-- column: home_unit          VARCHAR        that smallest unit

WITH total AS (
    SELECT
        reporter.edition,
        count(*) AS reporters
    FROM reporter
    GROUP BY reporter.edition
),

holding AS (
    SELECT
        reporter.edition,
        unit_ancestor.ancestor_code,
        unit_ancestor.ancestor_grain,
        count(*) AS reporters,
        count(*) FILTER (WHERE unit_ancestor.grain = 'commune') AS communes_reported
    FROM reporter
    INNER JOIN unit_ancestor
        ON
            reporter.edition = unit_ancestor.edition
            AND reporter.unit_code = unit_ancestor.unit_code
    GROUP BY
        reporter.edition,
        unit_ancestor.ancestor_code,
        unit_ancestor.ancestor_grain
),

home AS (
    SELECT
        holding.edition,
        holding.ancestor_code,
        holding.communes_reported
    FROM holding
    INNER JOIN total
        ON
            holding.edition = total.edition
            AND holding.reporters = total.reporters
    QUALIFY row_number() OVER (
        PARTITION BY holding.edition
        ORDER BY
            CASE holding.ancestor_grain
                WHEN 'commune' THEN 1
                WHEN 'district' THEN 2
                WHEN 'former_district' THEN 2
                WHEN 'province' THEN 3
                WHEN 'nation' THEN 4
                ELSE 5
            END
    ) = 1
),

size AS (
    SELECT
        unit_ancestor.edition,
        unit_ancestor.ancestor_code,
        count(*) AS communes
    FROM unit_ancestor
    WHERE unit_ancestor.grain = 'commune'
    GROUP BY
        unit_ancestor.edition,
        unit_ancestor.ancestor_code
)

SELECT
    coverage.edition,
    coverage.first_day,
    coverage.newest_report,
    coverage.last_day,
    size.communes,
    home.communes_reported,
    home.ancestor_code AS home_unit
FROM coverage
LEFT JOIN home
    ON coverage.edition = home.edition
LEFT JOIN size
    ON
        home.edition = size.edition
        AND home.ancestor_code = size.ancestor_code
ORDER BY coverage.edition
