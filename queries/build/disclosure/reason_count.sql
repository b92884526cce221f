-- Of why accounts are not active, what may be shown of each unit's own count in a month and what is withheld: a count
-- under small_count, and the next smallest beside it where what is withheld of the unit and month would be one reason,
-- or small in sum. A larger unit's own count is what it counted beyond its parts, as one more of them.
--
-- grain:  one row per (edition, unit_code, month, reason)
-- after:  reason_report, unit, unit_ancestor, build
-- from:   reason_report
-- part:   province
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: parent_code VARCHAR
-- column: grain VARCHAR
-- column: month DATE
-- column: reason VARCHAR
-- column: as_of DATE
-- column: shown BIGINT
-- column: withheld BIGINT
-- column: sources BIGINT

WITH own AS (
    SELECT
        reason_report.*,
        unit.grain,
        unit.parent_code
    FROM reason_report
    INNER JOIN unit
        ON
            reason_report.edition = unit.edition
            AND reason_report.unit_code = unit.unit_code
            AND unit.kind <> 'group'
),

-- What its communes counted of what a district counted itself, and what both counted of what a province did.
of_communes AS (
    SELECT
        own.edition,
        own.parent_code AS unit_code,
        own.month,
        own.reason,
        sum(own.count) AS count
    FROM own
    WHERE own.grain = 'commune'
    GROUP BY
        own.edition,
        own.parent_code,
        own.month,
        own.reason
),

counted AS (
    SELECT own.*
    FROM own
    WHERE own.grain = 'commune'
    UNION ALL BY NAME
    SELECT
        own.* EXCLUDE (count),
        (own.count - coalesce(of_communes.count, 0))::BIGINT AS count
    FROM own
    LEFT JOIN of_communes
        ON
            own.edition = of_communes.edition
            AND own.unit_code = of_communes.unit_code
            AND own.month = of_communes.month
            AND own.reason = of_communes.reason
    WHERE
        own.grain = 'district'
        AND (of_communes.count IS NULL OR own.count > of_communes.count)
),

of_parts AS (
    SELECT
        counted.edition,
        unit_ancestor.ancestor_code AS unit_code,
        counted.month,
        counted.reason,
        sum(counted.count) AS count
    FROM counted
    INNER JOIN unit_ancestor
        ON
            counted.edition = unit_ancestor.edition
            AND counted.unit_code = unit_ancestor.unit_code
            AND unit_ancestor.ancestor_grain = 'province'
    GROUP BY
        counted.edition,
        unit_ancestor.ancestor_code,
        counted.month,
        counted.reason
),

every_count AS (
    SELECT counted.*
    FROM counted
    UNION ALL BY NAME
    SELECT
        own.* EXCLUDE (count),
        (own.count - coalesce(of_parts.count, 0))::BIGINT AS count
    FROM own
    LEFT JOIN of_parts
        ON
            own.edition = of_parts.edition
            AND own.unit_code = of_parts.unit_code
            AND own.month = of_parts.month
            AND own.reason = of_parts.reason
    WHERE
        own.grain = 'province'
        AND (of_parts.count IS NULL OR own.count > of_parts.count)
),

judged AS (
    SELECT
        every_count.*,
        build.small_count,
        every_count.count BETWEEN 1 AND build.small_count - 1 AS is_small,
        count(*) FILTER (WHERE every_count.count BETWEEN 1 AND build.small_count - 1) OVER beside AS small_cells,
        sum(every_count.count) FILTER (WHERE every_count.count BETWEEN 1 AND build.small_count - 1) OVER beside
            AS small_sum,
        row_number() OVER (
            PARTITION BY every_count.edition, every_count.unit_code, every_count.month
            ORDER BY every_count.count < build.small_count, every_count.count, every_count.reason
        ) AS place
    FROM every_count
    CROSS JOIN build
    WINDOW beside AS (PARTITION BY every_count.edition, every_count.unit_code, every_count.month)
),

hidden AS (
    SELECT
        judged.*,
        judged.is_small
        OR judged.small_cells > 0
        AND (judged.small_cells < 2 OR judged.small_sum < judged.small_count)
        AND judged.place = 1
        AND judged.count > 0 AS is_hidden
    FROM judged
)

SELECT
    hidden.edition,
    hidden.unit_code,
    hidden.parent_code,
    hidden.grain,
    hidden.month,
    hidden.reason,
    hidden.as_of,
    CASE WHEN hidden.is_hidden THEN 0 ELSE hidden.count END AS shown,
    CASE WHEN hidden.is_hidden THEN hidden.count ELSE 0 END AS withheld,
    hidden.is_hidden::BIGINT AS sources
FROM hidden
