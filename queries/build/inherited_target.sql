-- Targets that units of 2025 took over: the sum of those of all that they were made of, with the same issuer, start and
-- deadline; a divided commune's is shared out by area, the left-over ones to the largest remainders. A unit of which a
-- part had no such target inherits none: a part's target is not the whole's.
--
-- grain:  one row per (unit_code, issuer, level, stage, start_date, deadline)
-- after:  target, lineage

WITH split AS (
    SELECT
        lineage.from_code,
        lineage.to_code,
        lineage.parts,
        lineage.is_whole,
        target.issuer,
        target.level,
        target.stage,
        target.start_date,
        target.deadline,
        target.value,
        target.document,
        target.phase,
        target.batch_id,
        target.value * lineage.millionths // 1000000 AS whole_part,
        target.value * lineage.millionths % 1000000 AS remainder
    FROM target
    INNER JOIN lineage
        ON target.unit_code = lineage.from_code
    WHERE target.edition = '2024'
),

piece AS (
    SELECT
        split.*,
        split.whole_part + CASE
            WHEN
                row_number()
                    OVER (
                        PARTITION BY
                            split.from_code, split.issuer, split.level, split.stage, split.start_date, split.deadline
                        ORDER BY
                            split.remainder DESC,
                            split.to_code
                    )
                <= split.value - sum(split.whole_part) OVER (
                    PARTITION BY
                        split.from_code, split.issuer, split.level, split.stage, split.start_date, split.deadline
                )
                THEN 1
            ELSE 0
        END AS count
    FROM split
)

SELECT
    piece.to_code AS unit_code,
    piece.issuer,
    piece.level,
    piece.stage,
    piece.start_date,
    piece.deadline,
    sum(piece.count)::BIGINT AS value,
    bool_or(NOT piece.is_whole) AS is_shared,
    CASE WHEN count(DISTINCT piece.document) = 1 THEN max(piece.document) END AS document,
    CASE WHEN count(DISTINCT piece.phase) = 1 THEN max(piece.phase) END AS phase,
    max(piece.batch_id) AS batch_id
FROM piece
GROUP BY
    piece.to_code,
    piece.issuer,
    piece.level,
    piece.stage,
    piece.start_date,
    piece.deadline
HAVING count(*) = max(piece.parts)
ORDER BY
    piece.to_code,
    piece.issuer,
    piece.deadline
