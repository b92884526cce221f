-- Of which days each edition has figures, and from how many of its communes.
--
-- grain:  one row per edition that has figures
-- column: edition            VARCHAR
-- column: first_day          DATE           oldest day reported
-- column: newest_report      DATE           newest day reported
-- column: last_day           DATE           last day to which figures are carried forward
-- column: communes           BIGINT         communes of the provinces that have any figures
-- column: communes_reported  BIGINT         of them with at least one report

WITH reported AS (
    SELECT DISTINCT
        standing.edition,
        standing.unit_code
    FROM standing
),

province AS (
    SELECT DISTINCT
        unit_ancestor.edition,
        unit_ancestor.ancestor_code AS province_code
    FROM reported
    INNER JOIN unit_ancestor
        ON
            reported.edition = unit_ancestor.edition
            AND reported.unit_code = unit_ancestor.unit_code
    WHERE unit_ancestor.ancestor_grain = 'province'
),

counted AS (
    SELECT
        province.edition,
        count(*) AS communes,
        count(reported.unit_code) AS communes_reported
    FROM province
    INNER JOIN unit_ancestor
        ON
            province.edition = unit_ancestor.edition
            AND province.province_code = unit_ancestor.ancestor_code
            AND unit_ancestor.grain = 'commune'
    LEFT JOIN reported
        ON
            unit_ancestor.edition = reported.edition
            AND unit_ancestor.unit_code = reported.unit_code
    GROUP BY province.edition
)

SELECT
    coverage.edition,
    coverage.first_day,
    coverage.newest_report,
    coverage.last_day,
    counted.communes,
    counted.communes_reported
FROM coverage
LEFT JOIN counted
    ON coverage.edition = counted.edition
ORDER BY coverage.edition
