-- Figures printed by newspapers and administrations about one unit, in any edition, each with its address.
--
-- grain:  one row per unit, date and metric
-- param:  unit               VARCHAR        a unit's code
-- param:  edition            VARCHAR NULL   "2024" or "2025"; NULL for both
-- column: unit_printed       VARCHAR        the unit as the source names it
-- column: date               DATE           date of the figure
-- column: metric             VARCHAR        what was counted
-- column: value              BIGINT         NULL where only a percentage was printed
-- column: value_high         BIGINT         upper end where a range was printed
-- column: denominator        BIGINT         NULL where it was not printed
-- column: percent            DOUBLE         as printed, in %
-- column: source_url         VARCHAR        where it was printed

SELECT
    published_figure.unit_printed,
    published_figure.date,
    published_figure.metric,
    published_figure.value,
    published_figure.value_high,
    published_figure.denominator,
    published_figure.percent,
    published_figure.source_url
FROM published_figure
WHERE
    published_figure.unit_code = $unit::VARCHAR
    AND ($edition::VARCHAR IS NULL OR published_figure.edition = $edition::VARCHAR)
ORDER BY
    published_figure.date,
    published_figure.metric,
    published_figure.source_url
