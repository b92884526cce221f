-- Why accounts are not active, by month, as it may be shown of each unit in its own edition and in the other one.
-- There, and of groups, stands only what is made of numbers that are shown of other units (see `counterpart`), so that
-- nothing more is given away.
--
-- grain:  one row per (edition, unit_code, month, reason)
-- after:  reason_shown, counterpart, build
-- from:   reason_shown
-- part:   province
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: month DATE
-- column: reason VARCHAR
-- column: first_day DATE
-- column: last_day DATE
-- column: count BIGINT
-- column: is_partial BOOLEAN

WITH piece AS (
    SELECT
        counterpart.edition,
        counterpart.unit_code,
        reason_shown.month,
        reason_shown.cell,
        reason_shown.first_day,
        reason_shown.last_day,
        reason_shown.withheld > 0 AS is_partial,
        apportioned(
            reason_shown.shown,
            counterpart.millionths,
            (
                counterpart.edition,
                counterpart.from_code,
                reason_shown.month,
                reason_shown.cell,
                CASE WHEN counterpart.millionths = 1000000 THEN counterpart.unit_code END
            ),
            counterpart.unit_code
        ) AS shown
    FROM reason_shown
    INNER JOIN counterpart
        ON
            reason_shown.edition = counterpart.from_edition
            AND reason_shown.unit_code = counterpart.from_code
),

derived AS (
    SELECT
        piece.edition,
        piece.unit_code,
        piece.month,
        piece.cell,
        min(piece.first_day) AS first_day,
        max(piece.last_day) AS last_day,
        sum(piece.shown)::BIGINT AS shown,
        bool_or(piece.is_partial) AS is_partial
    FROM piece
    GROUP BY
        piece.edition,
        piece.unit_code,
        piece.month,
        piece.cell
),

every_unit AS (
    SELECT
        reason_shown.edition,
        reason_shown.unit_code,
        reason_shown.month,
        reason_shown.cell,
        reason_shown.first_day,
        reason_shown.last_day,
        reason_shown.shown,
        reason_shown.withheld > 0 AS is_partial
    FROM reason_shown
    UNION ALL BY NAME
    SELECT
        derived.* EXCLUDE (shown, is_partial),
        CASE WHEN derived.shown BETWEEN 1 AND build.small_count - 1 THEN 0 ELSE derived.shown END AS shown,
        derived.is_partial OR derived.shown BETWEEN 1 AND build.small_count - 1 AS is_partial
    FROM derived
    CROSS JOIN build
)

SELECT
    every_unit.edition,
    every_unit.unit_code,
    every_unit.month,
    every_unit.cell AS reason,
    every_unit.first_day,
    every_unit.last_day,
    CASE WHEN every_unit.shown > 0 OR NOT every_unit.is_partial THEN every_unit.shown END AS count,
    every_unit.is_partial
FROM every_unit
ORDER BY
    every_unit.edition,
    every_unit.unit_code,
    every_unit.month,
    every_unit.cell
