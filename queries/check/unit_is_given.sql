-- Every row names its unit.
--
-- on:     incoming summary detailed target population_base team reason duty indicator hamlet
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what the message adds

SELECT
    incoming.row,
    'unit' AS field,
    NULL AS detail
FROM incoming
WHERE incoming.unit_state = 'ungiven'
