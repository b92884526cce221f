-- Counts of communes of 2024 that were divided, shared out among their successors by area: each gets the whole part of
-- its share, and what is left over goes to the largest remainders, so that the pieces sum up to the count exactly.
--
-- grain:  one row per (from_code, to_code, date, level)
-- after:  edition_standing, lineage

WITH counted AS (
    SELECT
        edition_standing.unit_code AS from_code,
        lineage.to_code,
        lineage.millionths,
        edition_standing.date,
        edition_standing.level,
        edition_standing.reported_at,
        unnest([1, 2, 3, 4, 5, 6]) AS measure,
        unnest([
            edition_standing.collected,
            edition_standing.approved,
            edition_standing.activated,
            edition_standing.collected_new,
            edition_standing.approved_new,
            edition_standing.activated_new
        ]) AS count
    FROM edition_standing
    INNER JOIN lineage
        ON edition_standing.unit_code = lineage.from_code
    WHERE
        edition_standing.edition = '2024'
        AND lineage.grain = 'commune'
        AND NOT lineage.is_whole
),

split AS (
    SELECT
        counted.*,
        abs(counted.count) * counted.millionths // 1000000 AS whole_part,
        abs(counted.count) * counted.millionths % 1000000 AS remainder
    FROM counted
),

given AS (
    SELECT
        split.*,
        sign(split.count) * (
            split.whole_part
            + CASE
                WHEN
                    row_number()
                        OVER (
                            PARTITION BY split.from_code, split.date, split.level, split.measure
                            ORDER BY
                                split.remainder DESC,
                                split.to_code
                        )
                    <= abs(split.count) - sum(split.whole_part) OVER (
                        PARTITION BY split.from_code, split.date, split.level, split.measure
                    )
                    THEN 1
                ELSE 0
            END
        ) AS piece
    FROM split
),

-- Where both levels together are the sum of the two, so are their pieces.
levels AS (
    SELECT
        given.from_code,
        given.to_code,
        given.date,
        given.measure,
        sum(given.count) AS count,
        sum(given.piece) AS piece
    FROM given
    WHERE given.level <> 'all'
    GROUP BY
        given.from_code,
        given.to_code,
        given.date,
        given.measure
    HAVING count(given.count) = 2
),

agreed AS (
    SELECT
        given.from_code,
        given.to_code,
        given.date,
        given.level,
        given.reported_at,
        given.measure,
        CASE WHEN given.level = 'all' AND given.count = levels.count THEN levels.piece ELSE given.piece END AS piece
    FROM given
    LEFT JOIN levels
        ON
            given.from_code = levels.from_code
            AND given.to_code = levels.to_code
            AND given.date = levels.date
            AND given.measure = levels.measure
)

SELECT
    agreed.from_code,
    agreed.to_code,
    agreed.date,
    agreed.level,
    max(agreed.reported_at) AS reported_at,
    max(agreed.piece) FILTER (WHERE agreed.measure = 1)::BIGINT AS collected,
    max(agreed.piece) FILTER (WHERE agreed.measure = 2)::BIGINT AS approved,
    max(agreed.piece) FILTER (WHERE agreed.measure = 3)::BIGINT AS activated,
    max(agreed.piece) FILTER (WHERE agreed.measure = 4)::BIGINT AS collected_new,
    max(agreed.piece) FILTER (WHERE agreed.measure = 5)::BIGINT AS approved_new,
    max(agreed.piece) FILTER (WHERE agreed.measure = 6)::BIGINT AS activated_new
FROM agreed
GROUP BY
    agreed.from_code,
    agreed.to_code,
    agreed.date,
    agreed.level
ORDER BY
    agreed.from_code,
    agreed.to_code,
    agreed.date,
    agreed.level
