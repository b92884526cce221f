-- Why accounts of a unit are not active, in the newest month that is over on the day and of which there is a file, the
-- most frequent reason first. Small counts are withheld in the table (see `reason_cell`).
--
-- grain:  one row per reason that a file names
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  as_of              DATE           last day counted
-- column: reason             VARCHAR        key of the list of reasons
-- column: counted            BIGINT         what may be shown of it; NULL where all of it is withheld
-- column: is_partial         BOOLEAN        whether small counts are withheld of it
-- column: first_day          DATE           the earliest day on which a unit counted, in this month
-- column: last_day           DATE           and the latest one
-- column: units              BIGINT         communes of the area that have a file of the month in this edition
-- column: communes           BIGINT         communes that the area has

WITH newest AS (
    SELECT max(coverage.last_day) AS last_day
    FROM coverage
),

moment AS (
    SELECT max(reason_cell.month) AS month
    FROM reason_cell
    CROSS JOIN newest
    WHERE
        reason_cell.edition = $edition::VARCHAR
        AND reason_cell.unit_code = $unit::VARCHAR
        AND reason_cell.last_day <= $as_of::DATE
        AND (
            last_day(reason_cell.month) <= $as_of::DATE
            OR $as_of::DATE >= newest.last_day
        )
),

sender AS (
    SELECT
        count(DISTINCT unit_ancestor.unit_code) AS communes,
        count(DISTINCT reason_cell.unit_code) AS units
    FROM unit_ancestor
    CROSS JOIN moment
    LEFT JOIN reason_cell
        ON
            unit_ancestor.edition = reason_cell.edition
            AND unit_ancestor.unit_code = reason_cell.unit_code
            AND moment.month = reason_cell.month
    WHERE
        unit_ancestor.edition = $edition::VARCHAR
        AND unit_ancestor.ancestor_code = $unit::VARCHAR
        AND unit_ancestor.grain = 'commune'
)

SELECT
    reason_cell.reason,
    reason_cell.count AS counted,
    reason_cell.is_partial,
    reason_cell.first_day,
    reason_cell.last_day,
    sender.units,
    sender.communes
FROM reason_cell
INNER JOIN moment
    ON reason_cell.month = moment.month
CROSS JOIN sender
WHERE
    reason_cell.edition = $edition::VARCHAR
    AND reason_cell.unit_code = $unit::VARCHAR
ORDER BY
    reason_cell.count DESC NULLS LAST,
    reason_cell.reason
