-- Where two sources speak of the same thing, on how many days or spans they agree, and the newest on which they do not.
-- Counts from 1 to below small_count are hidden, those that would give such a one away, and the difference of such.
--
-- grain:  one row per unit, comparison, level and stage that can be compared; those that differ come first
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  parent             VARCHAR        a unit's code
-- param:  as_of              DATE           last day looked at
-- param:  small_count        INTEGER        counts from 1 to below this are hidden
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
        arg_max(pair.date_from, pair.date_to) FILTER (WHERE pair.is_different) AS date_from,
        max(pair.date_to) FILTER (WHERE pair.is_different) AS date_to,
        arg_max(pair.stock, pair.date_to) FILTER (WHERE pair.is_different) AS stock,
        arg_max(pair.reported, pair.date_to) FILTER (WHERE pair.is_different) AS reported,
        arg_max(pair.counted, pair.date_to) FILTER (WHERE pair.is_different) AS counted
    FROM pair
    GROUP BY
        pair.edition,
        pair.unit_code,
        pair.comparison,
        pair.level,
        pair.stage
),

-- A span that begins or ends at a hidden count would give it away.
hidden AS (
    SELECT
        newest.*,
        CASE
            WHEN
                newest.stock BETWEEN 1 AND $small_count::INTEGER - 1
                OR newest.stock - newest.reported BETWEEN 1 AND $small_count::INTEGER - 1
                OR CASE newest.stage
                    WHEN 'collected' THEN giveaway.collected
                    WHEN 'approved' THEN giveaway.approved
                    ELSE giveaway.activated
                END < $small_count::INTEGER
                THEN 'beside'
            WHEN newest.reported BETWEEN 1 AND $small_count::INTEGER - 1 THEN 'small'
        END AS reported_why,
        CASE WHEN newest.counted BETWEEN 1 AND $small_count::INTEGER - 1 THEN 'small' END AS counted_why
    FROM newest
    LEFT JOIN giveaway
        ON
            newest.edition = giveaway.edition
            AND newest.unit_code = giveaway.unit_code
            AND newest.level = giveaway.level
            AND newest.date_to = giveaway.date
)

SELECT
    hidden.unit_code,
    area_name.unit_name,
    hidden.comparison,
    hidden.level,
    hidden.stage,
    hidden.compared,
    hidden.differing,
    hidden.date_from,
    hidden.date_to,
    CASE WHEN hidden.reported_why IS NULL THEN hidden.reported END AS reported,
    CASE WHEN hidden.counted_why IS NULL THEN hidden.counted END AS counted,
    CASE
        WHEN hidden.reported_why IS NULL AND hidden.counted_why IS NULL THEN hidden.counted - hidden.reported
    END AS difference,
    hidden.reported_why,
    hidden.counted_why
FROM hidden
INNER JOIN area_name
    ON
        hidden.edition = area_name.edition
        AND hidden.unit_code = area_name.unit_code
        AND $as_of::DATE BETWEEN area_name.first_day AND area_name.last_day
ORDER BY
    hidden.differing = 0,
    area_name.sort_key,
    hidden.unit_code,
    hidden.comparison,
    hidden.level,
    hidden.stage
