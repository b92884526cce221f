-- Units with how many communes they hold (a commune holds itself), those that ended while their edition went on left
-- out.
--
-- grain:  one row per (edition, unit_code)
-- after:  unit, unit_ancestor
-- part:   province

WITH edition_end AS (
    SELECT
        unit.edition,
        CASE WHEN bool_and(unit.valid_to IS NOT NULL) THEN max(unit.valid_to) END AS last_day
    FROM unit
    GROUP BY unit.edition
),

size AS (
    SELECT
        unit_ancestor.edition,
        unit_ancestor.ancestor_code,
        count(*) AS communes
    FROM unit_ancestor
    INNER JOIN unit
        ON
            unit_ancestor.edition = unit.edition
            AND unit_ancestor.unit_code = unit.unit_code
    INNER JOIN edition_end
        ON unit_ancestor.edition = edition_end.edition
    WHERE
        unit_ancestor.grain = 'commune'
        AND (
            unit.valid_to IS NOT DISTINCT FROM edition_end.last_day
            OR unit_ancestor.unit_code = unit_ancestor.ancestor_code
        )
    GROUP BY
        unit_ancestor.edition,
        unit_ancestor.ancestor_code
)

SELECT
    unit.edition,
    unit.unit_code,
    unit.grain,
    coalesce(size.communes, 0) AS communes,
    coalesce(unit.valid_from, DATE '0001-01-01') AS valid_from,
    coalesce(unit.valid_to, DATE '9999-12-31') AS valid_to
FROM unit
LEFT JOIN size
    ON
        unit.edition = size.edition
        AND unit.unit_code = size.ancestor_code
ORDER BY
    unit.edition,
    unit.grain,
    unit.unit_code
