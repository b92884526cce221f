-- A unit reports on days on which it existed: districts and the old communes ended on 30 June 2025.
--
-- on:     incoming summary detailed target population_base team event reason duty indicator hamlet
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  units of other days: edition, code, full name; …

SELECT
    incoming.row,
    'unit' AS field,
    incoming.unit_detail AS detail
FROM incoming
WHERE incoming.unit_state = 'of_other_dates'
UNION ALL
SELECT
    incoming.row,
    'unit' AS field,
    concat(unit.edition, ' ', unit.unit_code, ' ', unit.full_name) AS detail
FROM incoming
INNER JOIN unit
    ON
        incoming.edition = unit.edition
        AND incoming.unit_code = unit.unit_code
WHERE
    incoming.dated_at::DATE < unit.valid_from
    OR incoming.dated_at::DATE > unit.valid_to
