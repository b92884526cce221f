-- The units as a file writes them, and what each was taken for.
--
-- grain:  one row per way of naming
-- after:  unit
-- column: code_written   VARCHAR
-- column: written        VARCHAR
-- column: parent_written VARCHAR
-- column: kept_code      VARCHAR  the same as they may be kept
-- column: kept_name      VARCHAR
-- column: kept_parent    VARCHAR
-- column: edition        VARCHAR
-- column: state          VARCHAR
-- column: unit_code      VARCHAR
-- column: unit_name      VARCHAR
-- column: detail         VARCHAR

SELECT DISTINCT
    coalesce(naming.unit_code, '') AS code_written,
    coalesce(naming.unit_name, '') AS written,
    coalesce(naming.parent_name, '') AS parent_written,
    CASE WHEN read_unit.knows_unit_code THEN masked(code_written) ELSE kept(code_written) END AS kept_code,
    CASE WHEN read_unit.knows_unit_name THEN masked(written) ELSE kept(written) END AS kept_name,
    CASE WHEN read_unit.knows_parent_name THEN masked(parent_written) ELSE kept(parent_written) END AS kept_parent,
    coalesce(read_unit.edition, left(naming.era, 4), '') AS edition,
    coalesce(read_unit.state, 'unknown') AS state,
    read_unit.unit_code,
    unit.full_name AS unit_name,
    coalesce(read_unit.detail, '') AS detail
FROM naming
LEFT JOIN read_unit ON naming.id = read_unit.id
LEFT JOIN unit ON read_unit.edition = unit.edition AND read_unit.unit_code = unit.unit_code
ORDER BY ALL
