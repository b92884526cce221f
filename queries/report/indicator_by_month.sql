-- One other indicator of a unit in all months up to a day. Small counts are withheld in the table (see
-- `indicator_cell`).
--
-- grain:  one row per month of which there is a file
-- param:  edition     VARCHAR    "2024" or "2025"
-- param:  unit        VARCHAR    a unit's code
-- param:  indicator   VARCHAR    key of the list of indicators
-- param:  as_of       DATE       last day counted
-- column: month       DATE       first day of the month
-- column: counted_on  DATE       day of the newest figures used
-- column: numerator   BIGINT     NULL where it is hidden
-- column: denominator BIGINT     as files give it; NULL where one lacks it
-- column: eligible    BIGINT     eligible people on that day, where known of all parts
-- column: units       BIGINT     communes that the figures cover
-- column: communes    BIGINT     communes that the unit had then

SELECT
    indicator_cell.month,
    indicator_cell.last_day AS counted_on,
    indicator_cell.numerator,
    indicator_cell.denominator,
    indicator_cell.eligible,
    indicator_cell.units,
    coalesce(area_era.communes, indicator_cell.units) AS communes
FROM indicator_cell
LEFT JOIN area_era
    ON
        indicator_cell.edition = area_era.edition
        AND indicator_cell.unit_code = area_era.unit_code
        AND indicator_cell.last_day BETWEEN area_era.first_day AND area_era.last_day
WHERE
    indicator_cell.edition = $edition::VARCHAR
    AND indicator_cell.unit_code = $unit::VARCHAR
    AND indicator_cell.indicator = $indicator::VARCHAR
    AND indicator_cell.last_day <= $as_of::DATE
ORDER BY indicator_cell.month
