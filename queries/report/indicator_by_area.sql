-- Other indicators of units of one grain within a parent: the newest month by the day, and the one before it of which
-- there is a file. A month of which less than half of a unit's communes have a figure stands back behind one of more:
-- else each new month would begin as that of the first commune. Small counts are withheld in the table (see
-- `indicator_cell`).
--
-- grain:  one row per unit of the grain and indicator of which there is a file
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  as_of              DATE           last day counted
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  grain              VARCHAR        nation, province, district, commune, a grouping; "every" for the first four
-- column: indicator          VARCHAR        key of the list of indicators
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR
-- column: counted_on         DATE           day of the newest figures used
-- column: counted_from       DATE           day of the oldest ones, where it is a sum of parts
-- column: numerator          BIGINT         NULL where it is hidden
-- column: denominator        BIGINT         as files give it; NULL where one lacks it
-- column: eligible           BIGINT         eligible people on that day, where known of all parts
-- column: is_partial         BOOLEAN        whether small counts are withheld
-- column: shared_out         BIGINT         the part of numerator that was apportioned by area; NULL where none was
-- column: units              BIGINT         communes that the figures cover
-- column: communes           BIGINT         communes that the unit has
-- column: before_on          DATE           day of the figures of the month before
-- column: numerator_before   BIGINT
-- column: denominator_before BIGINT
-- column: eligible_before    BIGINT
-- column: is_same_before     BOOLEAN        whether both months are of all communes of the unit, with nothing withheld

WITH within AS (
    SELECT
        area_era.edition,
        area_era.unit_code,
        area_era.unit_name,
        area_era.sort_key,
        area_era.communes
    FROM area_era
    INNER JOIN unit_ancestor
        ON
            area_era.edition = unit_ancestor.edition
            AND area_era.unit_code = unit_ancestor.unit_code
    WHERE
        area_era.edition = $edition::VARCHAR
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
        AND CASE
            WHEN $grain::VARCHAR = 'every' THEN area_era.grain IN ('nation', 'province', 'district', 'commune')
            ELSE area_era.grain = $grain::VARCHAR
        END
        AND $as_of::DATE BETWEEN area_era.first_day AND area_era.last_day
        AND $as_of::DATE BETWEEN area_era.valid_from AND area_era.valid_to
),

-- A window carries these few columns; the numbers of both months are looked up.
newest AS (
    SELECT
        indicator_cell.unit_code,
        indicator_cell.indicator,
        indicator_cell.month,
        lead(indicator_cell.month) OVER newest_first AS month_before
    FROM indicator_cell
    INNER JOIN within
        ON
            indicator_cell.edition = within.edition
            AND indicator_cell.unit_code = within.unit_code
    WHERE indicator_cell.last_day <= $as_of::DATE
    WINDOW
        newest_first AS (
            PARTITION BY indicator_cell.unit_code, indicator_cell.indicator
            ORDER BY
                (2 * indicator_cell.units >= within.communes) DESC,
                indicator_cell.month DESC
        )
    QUALIFY row_number() OVER newest_first = 1
)

SELECT
    told.indicator,
    told.unit_code,
    within.unit_name,
    told.last_day AS counted_on,
    told.first_day AS counted_from,
    told.numerator,
    told.denominator,
    told.eligible,
    told.is_partial,
    CASE WHEN told.numerator IS NOT NULL THEN told.shared_out END AS shared_out,
    told.units,
    within.communes,
    before.last_day AS before_on,
    before.numerator AS numerator_before,
    before.denominator AS denominator_before,
    before.eligible AS eligible_before,
    coalesce(
        NOT told.is_partial
        AND NOT before.is_partial
        AND told.units >= within.communes
        AND before.units >= within.communes,
        FALSE
    ) AS is_same_before
FROM newest
INNER JOIN within
    ON newest.unit_code = within.unit_code
INNER JOIN indicator_cell AS told
    ON
        told.edition = $edition::VARCHAR
        AND newest.unit_code = told.unit_code
        AND newest.indicator = told.indicator
        AND newest.month = told.month
LEFT JOIN indicator_cell AS before
    ON
        before.edition = $edition::VARCHAR
        AND newest.unit_code = before.unit_code
        AND newest.indicator = before.indicator
        AND newest.month_before = before.month
ORDER BY
    told.indicator,
    within.sort_key,
    told.unit_code
