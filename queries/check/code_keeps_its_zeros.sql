-- A code that lost its zeros is another unit's: 25, once 00025, became a province.
-- Asked where all short codes, padded, are communes of one province and as written lie in several; and where beside
-- whole codes a short one, padded, is a commune of their province and as written is not.
--
-- on:     short_code summary detailed target population_base team event reason duty indicator hamlet
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the code that may be meant

WITH written AS (
    SELECT DISTINCT
        read_unit.edition,
        cell(naming.unit_code) AS code
    FROM naming
    INNER JOIN read_unit
        ON naming.id = read_unit.id
    WHERE naming.unit_code IS NOT NULL
),

commune AS (
    SELECT
        unit.edition,
        unit.unit_code,
        unit.parent_code
    FROM unit
    SEMI JOIN written ON unit.edition = written.edition AND unit.unit_code = lpad(written.code, 5, '0')
    WHERE unit.grain = 'commune'
),

province AS MATERIALIZED (
    SELECT
        commune.edition,
        commune.unit_code,
        CASE WHEN area.grain = 'district' THEN area.parent_code ELSE area.unit_code END AS province
    FROM unit AS area
    INNER JOIN commune ON area.edition = commune.edition AND area.unit_code = commune.parent_code
),

short_written AS (
    SELECT
        cells.row,
        cell(cells.unit_code) AS code
    FROM cells
    SEMI JOIN short_code ON cells.row = short_code.row
),

short AS (
    SELECT
        incoming.row,
        lpad(short_written.code, 5, '0') AS padded,
        meant.province AS meant_in,
        CASE WHEN unit.grain = 'province' THEN unit.unit_code ELSE unit.parent_code END AS written_in
    FROM incoming
    INNER JOIN short_written
        ON incoming.row = short_written.row
    INNER JOIN province AS meant
        ON incoming.edition = meant.edition AND lpad(short_written.code, 5, '0') = meant.unit_code
    LEFT JOIN unit
        ON incoming.edition = unit.edition AND incoming.unit_code = unit.unit_code
),

whole AS (
    SELECT DISTINCT province.province
    FROM written
    INNER JOIN province
        ON written.edition = province.edition AND written.code = province.unit_code
),

shape AS (
    SELECT count(DISTINCT padded) >= 3 AND count(DISTINCT meant_in) = 1 AND count(DISTINCT written_in) <> 1 AS is_of_one
    FROM short
)

SELECT
    short.row,
    'unit_code' AS field,
    short.padded AS detail
FROM short
CROSS JOIN shape
WHERE
    (
        short.meant_in IN (SELECT whole.province FROM whole)
        AND coalesce(short.written_in, '') NOT IN (SELECT whole.province FROM whole)
    )
    OR (NOT EXISTS (SELECT 1 FROM whole) AND shape.is_of_one)
