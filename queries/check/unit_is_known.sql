-- Every unit is one of the editions' units.
--
-- on:     incoming summary detailed target population_base team event reason duty indicator hamlet
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the edition in which it was looked for

SELECT
    incoming.row,
    'unit' AS field,
    incoming.edition AS detail
FROM incoming
WHERE incoming.unit_state = 'unknown'
