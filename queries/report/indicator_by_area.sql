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
-- column: units              BIGINT         communes that the figures cover
-- column: communes           BIGINT         communes that the unit has
-- column: before_on          DATE           day of the figures of the month before
-- column: numerator_before   BIGINT
-- column: denominator_before BIGINT
-- column: eligible_before    BIGINT
-- column: is_same_before     BOOLEAN        whether both months are of all communes of the unit, with nothing withheld

WITH told AS (
    SELECT
        indicator_cell.*,
        area_era.unit_name,
        area_era.sort_key,
        area_era.communes,
        row_number() OVER newest_first AS turn,
        lead(indicator_cell.last_day) OVER newest_first AS before_on,
        lead(indicator_cell.numerator) OVER newest_first AS numerator_before,
        lead(indicator_cell.denominator) OVER newest_first AS denominator_before,
        lead(indicator_cell.eligible) OVER newest_first AS eligible_before,
        NOT indicator_cell.is_partial
        AND NOT lead(indicator_cell.is_partial) OVER newest_first
        AND indicator_cell.units >= area_era.communes
        AND lead(indicator_cell.units) OVER newest_first >= area_era.communes AS is_same_before
    FROM indicator_cell
    INNER JOIN unit_ancestor
        ON
            indicator_cell.edition = unit_ancestor.edition
            AND indicator_cell.unit_code = unit_ancestor.unit_code
    INNER JOIN area_era
        ON
            indicator_cell.edition = area_era.edition
            AND indicator_cell.unit_code = area_era.unit_code
            AND $as_of::DATE BETWEEN area_era.first_day AND area_era.last_day
            AND $as_of::DATE BETWEEN area_era.valid_from AND area_era.valid_to
    WHERE
        indicator_cell.edition = $edition::VARCHAR
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
        AND CASE
            WHEN $grain::VARCHAR = 'every' THEN area_era.grain IN ('nation', 'province', 'district', 'commune')
            ELSE area_era.grain = $grain::VARCHAR
        END
        AND indicator_cell.last_day <= $as_of::DATE
    WINDOW
        newest_first AS (
            PARTITION BY indicator_cell.unit_code, indicator_cell.indicator
            ORDER BY
                (2 * indicator_cell.units >= area_era.communes) DESC,
                indicator_cell.month DESC
        )
)

SELECT
    told.indicator,
    told.unit_code,
    told.unit_name,
    told.last_day AS counted_on,
    told.first_day AS counted_from,
    told.numerator,
    told.denominator,
    told.eligible,
    told.is_partial,
    told.units,
    told.communes,
    told.before_on,
    told.numerator_before,
    told.denominator_before,
    told.eligible_before,
    coalesce(told.is_same_before, FALSE) AS is_same_before
FROM told
WHERE told.turn = 1
ORDER BY
    told.indicator,
    told.sort_key,
    told.unit_code
