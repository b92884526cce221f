-- Where each district, province and the nation stood every day: the sum of its communes that have reported by then,
-- or its own report where none of its communes reports.
--
-- grain:  one row per (edition, unit_code, date, level)
-- after:  standing, unit_ancestor

WITH summed AS (
    SELECT
        standing.edition,
        unit_ancestor.ancestor_code AS unit_code,
        standing.date,
        standing.level,
        sum(standing.collected)::BIGINT AS collected,
        sum(standing.approved)::BIGINT AS approved,
        sum(standing.activated)::BIGINT AS activated,
        sum(standing.collected_new)::BIGINT AS collected_new,
        sum(standing.approved_new)::BIGINT AS approved_new,
        sum(standing.activated_new)::BIGINT AS activated_new,
        max(standing.reported_on) AS reported_on,
        count(*) AS communes_reported
    FROM standing
    INNER JOIN unit_ancestor
        ON
            standing.edition = unit_ancestor.edition
            AND standing.unit_code = unit_ancestor.unit_code
    WHERE
        unit_ancestor.grain = 'commune'
        AND unit_ancestor.ancestor_grain <> 'commune'
    GROUP BY
        standing.edition,
        unit_ancestor.ancestor_code,
        standing.date,
        standing.level
),

own AS (
    SELECT standing.*
    FROM standing
    INNER JOIN unit_ancestor
        ON
            standing.edition = unit_ancestor.edition
            AND standing.unit_code = unit_ancestor.unit_code
            AND unit_ancestor.unit_code = unit_ancestor.ancestor_code
    WHERE unit_ancestor.grain <> 'commune'
)

SELECT
    summed.edition,
    summed.unit_code,
    summed.date,
    summed.level,
    summed.collected,
    summed.approved,
    summed.activated,
    summed.collected_new,
    summed.approved_new,
    summed.activated_new,
    summed.reported_on,
    summed.communes_reported
FROM summed
UNION ALL
SELECT
    own.edition,
    own.unit_code,
    own.date,
    own.level,
    own.collected,
    own.approved,
    own.activated,
    own.collected_new,
    own.approved_new,
    own.activated_new,
    own.reported_on,
    0 AS communes_reported
FROM own
ANTI JOIN summed
    ON
        own.edition = summed.edition
        AND own.unit_code = summed.unit_code
        AND own.level = summed.level
ORDER BY
    edition,
    unit_code,
    level,
    date
