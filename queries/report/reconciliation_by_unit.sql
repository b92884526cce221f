-- Where two sources speak of the same thing, on how many days or spans they agree, and the newest on which they do not.
--
-- grain:  one row per unit, comparison, level and stage that can be compared; those that differ come first
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code
-- param:  as_of              DATE           last day looked at
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR
-- column: comparison         VARCHAR        detailed, levels or parts (see queries/build/reconciliation.sql)
-- column: level              VARCHAR
-- column: stage              VARCHAR
-- column: compared           BIGINT         days or spans of days that both sources cover
-- column: differing          BIGINT         of them with a difference
-- column: date_from          DATE           the newest of these, first day; NULL where all agree
-- column: date_to            DATE           and last day
-- column: reported           BIGINT         what the summary report says (of a span: its increase)
-- column: counted            BIGINT         what the detailed export, the levels or the units below add up to

WITH pair AS (
    SELECT
        reconciliation.*,
        reconciliation.reported <> reconciliation.counted AS is_different
    FROM reconciliation
    INNER JOIN unit_ancestor
        ON
            reconciliation.edition = unit_ancestor.edition
            AND reconciliation.unit_code = unit_ancestor.unit_code
    WHERE
        reconciliation.edition = $edition::VARCHAR
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
        AND reconciliation.date_to <= $as_of::DATE
)

SELECT
    pair.unit_code,
    unit.full_name AS unit_name,
    pair.comparison,
    pair.level,
    pair.stage,
    count(*) AS compared,
    count(*) FILTER (WHERE pair.is_different) AS differing,
    arg_max(pair.date_from, pair.date_to) FILTER (WHERE pair.is_different) AS date_from,
    max(pair.date_to) FILTER (WHERE pair.is_different) AS date_to,
    arg_max(pair.reported, pair.date_to) FILTER (WHERE pair.is_different) AS reported,
    arg_max(pair.counted, pair.date_to) FILTER (WHERE pair.is_different) AS counted
FROM pair
INNER JOIN unit
    ON
        pair.edition = unit.edition
        AND pair.unit_code = unit.unit_code
GROUP BY
    pair.unit_code,
    unit.full_name,
    pair.comparison,
    pair.level,
    pair.stage
ORDER BY
    count(*) FILTER (WHERE pair.is_different) = 0,
    unit.full_name COLLATE vi,
    pair.unit_code,
    pair.comparison,
    pair.level,
    pair.stage
