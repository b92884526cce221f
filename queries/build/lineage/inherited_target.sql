-- Targets that units took over: the sum of those of all that they were made of on the first day of the target, with the
-- same issuer, start and deadline; a divided unit's is shared out, the left-over ones to the largest remainders. A unit
-- of which a part had no such target inherits none: a part's target is not the whole's.
-- The units of 2025 have what they inherited in the reform on any day; a unit that took over from others later, from
-- that day on.
--
-- grain:  one row per (edition, unit_code, begun_on, issuer, level, stage, start_date, deadline)
-- after:  target, descent, era, unit
-- from:   target
-- part:   province
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: begun_on DATE
-- column: issuer VARCHAR
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: start_date DATE
-- column: deadline DATE
-- column: value BIGINT
-- column: is_shared BOOLEAN
-- column: document VARCHAR
-- column: phase VARCHAR
-- column: batch_id VARCHAR

-- What was set for a unit beyond its own days counts as set on the last of them.
WITH asked AS ( -- noqa: ST03
    SELECT
        target.*,
        least(
            greatest(target.start_date, era.first_day),
            coalesce(unit.valid_to, DATE '9999-12-31')
        ) AS set_on,
        {
            'issuer': target.issuer,
            'level': target.level,
            'stage': target.stage,
            'start_date': target.start_date,
            'deadline': target.deadline
        } AS figure
    FROM target
    INNER JOIN era
        ON target.edition = era.edition
    INNER JOIN unit
        ON
            target.edition = unit.edition
            AND target.unit_code = unit.unit_code
),

piece AS (
    SELECT
        pieces.*,
        apportioned(
            pieces.value,
            pieces.millionths,
            (pieces.edition, pieces.begun_on, pieces.from_edition, pieces.from_code, pieces.figure),
            pieces.unit_code
        ) AS part
    FROM pieces('asked') AS pieces
)

SELECT
    piece.edition,
    piece.unit_code,
    CASE WHEN bool_or(piece.is_inside) THEN piece.begun_on ELSE DATE '0001-01-01' END AS begun_on,
    piece.issuer,
    piece.level,
    piece.stage,
    piece.start_date,
    piece.deadline,
    sum(piece.part)::BIGINT AS value,
    bool_or(piece.millionths < 1000000) AS is_shared,
    CASE WHEN count(DISTINCT piece.document) = 1 THEN max(piece.document) END AS document,
    CASE WHEN count(DISTINCT piece.phase) = 1 THEN max(piece.phase) END AS phase,
    max(piece.batch_id) AS batch_id
FROM piece
WHERE piece.is_of_all
GROUP BY
    piece.edition,
    piece.unit_code,
    piece.begun_on,
    piece.issuer,
    piece.level,
    piece.stage,
    piece.start_date,
    piece.deadline,
    piece.set_on,
    piece.from_edition
ORDER BY
    piece.edition,
    piece.unit_code,
    begun_on,
    piece.issuer,
    piece.deadline
