-- Where two sources speak of the same thing, on how many days or spans they agree, and the newest on which they do not.
-- What is hidden is hidden in the table (see `reconciliation`), and the difference of such a count with it.
--
-- grain:  one row per unit, comparison, level and stage that can be compared; those that differ come first
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code
-- param:  as_of              DATE           last day looked at
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR        as it was called on as_of
-- column: comparison         VARCHAR        detailed, levels or parts (see queries/build/reconciliation.sql)
-- column: level              VARCHAR
-- column: stage              VARCHAR
-- column: compared           BIGINT         days or spans of days that both sources cover
-- column: differing          BIGINT         of them with a difference
-- column: date_from          DATE           the newest of these, first day; NULL where all agree
-- column: date_to            DATE           and last day
-- column: reported           BIGINT         what the summary report says (of a span: its increase)
-- column: counted            BIGINT         what the detailed export, the levels or the units below add up to
-- column: difference         BIGINT         counted - reported
-- column: reported_why       VARCHAR        why it is hidden: small, or beside (it would give a small one away)
-- column: counted_why        VARCHAR        the same

WITH pair AS (
    SELECT reconciliation.*
    FROM reconciliation
    INNER JOIN unit_ancestor
        ON
            reconciliation.edition = unit_ancestor.edition
            AND reconciliation.unit_code = unit_ancestor.unit_code
    WHERE
        reconciliation.edition = $edition::VARCHAR
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
        AND reconciliation.date_to <= $as_of::DATE
),

newest AS (
    SELECT
        pair.edition,
        pair.unit_code,
        pair.comparison,
        pair.level,
        pair.stage,
        count(*) AS compared,
        count(*) FILTER (WHERE pair.is_different) AS differing,
        max(pair.date_to) FILTER (WHERE pair.is_different) AS date_to
    FROM pair
    GROUP BY
        pair.edition,
        pair.unit_code,
        pair.comparison,
        pair.level,
        pair.stage
)

SELECT
    newest.unit_code,
    area_name.unit_name,
    newest.comparison,
    newest.level,
    newest.stage,
    newest.compared,
    newest.differing,
    pair.date_from,
    newest.date_to,
    pair.reported,
    pair.counted,
    pair.counted - pair.reported AS difference,
    pair.reported_why,
    pair.counted_why
FROM newest
LEFT JOIN pair
    ON
        newest.unit_code = pair.unit_code
        AND newest.comparison = pair.comparison
        AND newest.level = pair.level
        AND newest.stage = pair.stage
        AND newest.date_to = pair.date_to
INNER JOIN area_name
    ON
        newest.edition = area_name.edition
        AND newest.unit_code = area_name.unit_code
        AND $as_of::DATE BETWEEN area_name.first_day AND area_name.last_day
ORDER BY
    newest.differing = 0,
    area_name.sort_key,
    newest.unit_code,
    newest.comparison,
    newest.level,
    newest.stage
