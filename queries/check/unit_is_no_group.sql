-- A group of units (a former district, a region, a cluster) is a way of looking at them; its units report.
--
-- on:     incoming summary detailed target population_base team event reason duty indicator hamlet
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  the group and its members

SELECT
    incoming.row,
    'unit' AS field,
    incoming.unit_detail AS detail
FROM incoming
WHERE incoming.unit_state = 'group'
