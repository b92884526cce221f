-- Targets that units took over: the sum of those of all that they were made of on the first day of the target, with the
-- same issuer, start and deadline; a divided unit's is shared out, the left-over ones to the largest remainders. A unit
-- of which a part had no such target inherits none: a part's target is not the whole's.
-- The units of 2025 have what they inherited in the reform on any day; a unit that took over from others later, from
-- that day on.
--
-- grain:  one row per (edition, unit_code, begun_on, issuer, level, stage, start_date, deadline)
-- after:  target, descent, era, unit
-- part:   province
-- as:     published

-- What was set for a unit beyond its own days counts as set on the last of them.
WITH asked AS (
    SELECT
        target.*,
        least(
            greatest(target.start_date, era.first_day),
            coalesce(unit.valid_to, DATE '9999-12-31')
        ) AS asked_on
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
        descent.edition,
        descent.unit_code,
        descent.day AS begun_on,
        descent.is_inside,
        descent.from_edition,
        descent.millionths,
        asked.issuer,
        asked.level,
        asked.stage,
        asked.start_date,
        asked.deadline,
        asked.document,
        asked.phase,
        asked.batch_id,
        asked.asked_on,
        apportioned(
            asked.value,
            descent.millionths,
            (
                descent.edition, descent.day, descent.from_edition, descent.from_code, asked.issuer, asked.level,
                asked.stage, asked.start_date, asked.deadline
            ),
            descent.unit_code
        ) AS count
    FROM asked
    INNER JOIN descent
        ON
            asked.edition = descent.from_edition
            AND asked.unit_code = descent.from_code
            AND asked.asked_on BETWEEN descent.first_day AND descent.last_day
),

summed AS (
    SELECT
        piece.edition,
        piece.unit_code,
        piece.begun_on,
        piece.issuer,
        piece.level,
        piece.stage,
        piece.start_date,
        piece.deadline,
        piece.asked_on,
        piece.from_edition,
        bool_or(piece.is_inside) AS is_inside,
        sum(piece.count)::BIGINT AS value,
        bool_or(piece.millionths < 1000000) AS is_shared,
        CASE WHEN count(DISTINCT piece.document) = 1 THEN max(piece.document) END AS document,
        CASE WHEN count(DISTINCT piece.phase) = 1 THEN max(piece.phase) END AS phase,
        max(piece.batch_id) AS batch_id,
        count(*) AS parts_asked
    FROM piece
    GROUP BY
        piece.edition,
        piece.unit_code,
        piece.begun_on,
        piece.issuer,
        piece.level,
        piece.stage,
        piece.start_date,
        piece.deadline,
        piece.asked_on,
        piece.from_edition
),

asked_day AS (
    SELECT DISTINCT
        summed.edition,
        summed.unit_code,
        summed.begun_on,
        summed.from_edition,
        summed.asked_on
    FROM summed
),

made_of AS (
    SELECT
        asked_day.edition,
        asked_day.unit_code,
        asked_day.begun_on,
        asked_day.from_edition,
        asked_day.asked_on,
        count(*) AS parts
    FROM asked_day
    INNER JOIN descent
        ON
            asked_day.edition = descent.edition
            AND asked_day.unit_code = descent.unit_code
            AND asked_day.begun_on = descent.day
            AND asked_day.from_edition = descent.from_edition
            AND asked_day.asked_on BETWEEN descent.first_day AND descent.last_day
    GROUP BY
        asked_day.edition,
        asked_day.unit_code,
        asked_day.begun_on,
        asked_day.from_edition,
        asked_day.asked_on
)

SELECT
    summed.edition,
    summed.unit_code,
    CASE WHEN summed.is_inside THEN summed.begun_on ELSE DATE '0001-01-01' END AS begun_on,
    summed.issuer,
    summed.level,
    summed.stage,
    summed.start_date,
    summed.deadline,
    summed.value,
    summed.is_shared,
    summed.document,
    summed.phase,
    summed.batch_id
FROM summed
INNER JOIN made_of
    ON
        summed.edition = made_of.edition
        AND summed.unit_code = made_of.unit_code
        AND summed.begun_on = made_of.begun_on
        AND summed.from_edition = made_of.from_edition
        AND summed.asked_on = made_of.asked_on
WHERE summed.parts_asked = made_of.parts
ORDER BY
    summed.edition,
    summed.unit_code,
    begun_on,
    summed.issuer,
    summed.deadline
