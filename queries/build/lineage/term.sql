-- The spans of days during which a unit is one and the same: from its beginning, and anew from each day on which it
-- took over from others within its edition.
--
-- grain:  one row per (edition, unit_code, begun_on); is_first marks the one from the unit's beginning
-- after:  unit, succession
-- part:   province

WITH begun AS (
    SELECT
        unit.edition,
        unit.unit_code,
        DATE '0001-01-01' AS day
    FROM unit
    UNION
    SELECT
        succession.to_edition AS edition,
        succession.to_code AS unit_code,
        succession.effective_on AS day
    FROM succession
    WHERE succession.from_edition = succession.to_edition
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
    coalesce(span.eve, unit.valid_to, DATE '9999-12-31') AS last_day,
    span.begun_on = DATE '0001-01-01' AS is_first
FROM span
INNER JOIN unit
    ON
        span.edition = unit.edition
        AND span.unit_code = unit.unit_code
ORDER BY
    span.edition,
    span.unit_code,
    span.begun_on
