-- A name means one unit only, and agrees with the code beside it.
--
-- on:     incoming summary detailed target population_base team event reason duty indicator hamlet
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the candidates

SELECT
    incoming.row,
    'unit' AS field,
    incoming.unit_detail AS detail
FROM incoming
WHERE incoming.unit_state = 'uncertain'
