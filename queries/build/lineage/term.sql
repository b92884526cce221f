-- The spans of days during which a unit is one and the same: from its beginning, and anew from each day on which it
-- took over from others within its edition; up to its end, or to the last day of which its edition has figures.
--
-- grain:  one row per (edition, unit_code, begun_on); is_first marks the one from the unit's beginning
-- after:  unit, handover, coverage

WITH begun AS (
    SELECT
        unit.edition,
        unit.unit_code,
        DATE '0001-01-01' AS day
    FROM unit
    UNION
    SELECT
        handover.edition,
        handover.unit_code,
        handover.day
    FROM handover
),

span AS (
    SELECT
        begun.edition,
        begun.unit_code,
        begun.day AS begun_on,
        lead(begun.day) OVER (PARTITION BY begun.edition, begun.unit_code ORDER BY begun.day) - 1 AS eve
    FROM begun
)

SELECT
    span.edition,
    span.unit_code,
    span.begun_on,
    least(span.eve, unit.valid_to, coverage.last_day) AS last_day,
    span.begun_on = DATE '0001-01-01' AS is_first
FROM span
INNER JOIN unit
    ON
        span.edition = unit.edition
        AND span.unit_code = unit.unit_code
INNER JOIN coverage
    ON span.edition = coverage.edition
WHERE span.begun_on <= least(span.eve, unit.valid_to, coverage.last_day)
ORDER BY
    span.edition,
    span.unit_code,
    span.begun_on
