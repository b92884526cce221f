-- Who counted how much in a unit, at which hours and by which channel, over some months of detailed exports: in three
-- divisions, each of which sums to the whole. Counts are withheld in the table (see `work_cell`).
--
-- grain:  one row per (division, cell) with a count
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  date_from          DATE           first day, the beginning of its month
-- param:  date_to            DATE           last day, the end of its month
-- param:  stage              VARCHAR        collected, approved or activated; both levels together
-- column: division           VARCHAR        channel, team or hours
-- column: cell               VARCHAR        a channel; a kind of working group; kind of day (1 to 7, 8) and hours
-- column: counted            BIGINT         what may be shown of it; NULL where all of it is withheld
-- column: is_partial         BOOLEAN        whether small counts of some units and months are withheld
-- column: first_day          DATE           first day of the exports within the months, with this cell
-- column: last_day           DATE           and the last one
-- column: units              BIGINT         communes of the area of which there are such exports in these months

WITH sender AS (
    SELECT count(DISTINCT work_cell.unit_code) AS units
    FROM work_cell
    INNER JOIN unit_ancestor
        ON
            work_cell.edition = unit_ancestor.edition
            AND work_cell.unit_code = unit_ancestor.unit_code
    INNER JOIN unit
        ON
            work_cell.edition = unit.edition
            AND work_cell.unit_code = unit.unit_code
    WHERE
        work_cell.edition = $edition::VARCHAR
        AND unit_ancestor.ancestor_code = $unit::VARCHAR
        AND unit.grain = 'commune'
        AND work_cell.division = 'channel'
        AND work_cell.stage = $stage::VARCHAR
        AND work_cell.month BETWEEN date_trunc('month', $date_from::DATE) AND $date_to::DATE
)

SELECT
    work_cell.division,
    work_cell.cell,
    sum(work_cell.count)::BIGINT AS counted,
    bool_or(work_cell.is_partial) AS is_partial,
    min(work_cell.first_day) AS first_day,
    max(work_cell.last_day) AS last_day,
    any_value(sender.units) AS units
FROM work_cell
CROSS JOIN sender
WHERE
    work_cell.edition = $edition::VARCHAR
    AND work_cell.unit_code = $unit::VARCHAR
    AND work_cell.stage = $stage::VARCHAR
    AND work_cell.month BETWEEN date_trunc('month', $date_from::DATE) AND $date_to::DATE
GROUP BY
    work_cell.division,
    work_cell.cell
ORDER BY
    work_cell.division,
    work_cell.cell
