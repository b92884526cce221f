-- Which units, of which days, lie in a unit since it took over: since the reform those of 2024, since a later day those
-- that it was then made of, itself before that day among them, and all that these had been made of themselves.
-- A figure that was set for units of one day is a unit's own once it is made of all of them.
--
-- grain:  one row per (edition, unit_code, day, from_edition, from_code); day is the first one of the new state
-- after:  handover, succession, unit

WITH RECURSIVE reform AS (
    SELECT
        succession.to_edition AS edition,
        succession.to_code AS unit_code,
        succession.effective_on AS day,
        succession.from_edition,
        succession.from_code,
        succession.share,
        succession.is_weak
    FROM succession
    WHERE succession.from_edition <> succession.to_edition
    UNION ALL
    -- A district is the grouping of communes that keeps its code.
    SELECT
        successor.edition,
        successor.unit_code,
        successor.valid_from AS day,
        former.edition AS from_edition,
        former.unit_code AS from_code,
        1.0 AS share,
        FALSE AS is_weak
    FROM unit AS former
    INNER JOIN unit AS successor
        ON former.unit_code = successor.unit_code
    WHERE
        former.edition = '2024'
        AND former.grain = 'district'
        AND successor.edition = '2025'
        AND successor.grain = 'former_district'
        -- An island district without communes became a commune itself.
        AND NOT former.unit_code IN (
            SELECT direct.from_code
            FROM succession AS direct
            WHERE direct.from_edition <> direct.to_edition
        )
),

goes_on AS (
    SELECT DISTINCT
        handover.edition,
        handover.unit_code,
        handover.day
    FROM handover
    INNER JOIN unit
        ON
            handover.edition = unit.edition
            AND handover.unit_code = unit.unit_code
    WHERE coalesce(unit.valid_from < handover.day, TRUE)
),

direct AS (
    SELECT reform.*
    FROM reform
    UNION ALL
    SELECT
        handover.edition,
        handover.unit_code,
        handover.day,
        handover.edition AS from_edition,
        handover.from_code,
        handover.share,
        handover.is_weak
    FROM handover
),

reached AS (
    SELECT
        direct.*,
        direct.day AS handed_on
    FROM direct
    UNION ALL
    SELECT
        goes_on.edition,
        goes_on.unit_code,
        goes_on.day,
        goes_on.edition AS from_edition,
        goes_on.unit_code AS from_code,
        1.0 AS share,
        FALSE AS is_weak,
        goes_on.day AS handed_on
    FROM goes_on
    UNION ALL
    SELECT
        reached.edition,
        reached.unit_code,
        reached.day,
        direct.from_edition,
        direct.from_code,
        reached.share * direct.share AS share,
        reached.is_weak OR direct.is_weak AS is_weak,
        direct.day AS handed_on
    FROM reached
    INNER JOIN direct
        ON
            reached.from_edition = direct.edition
            AND reached.from_code = direct.unit_code
            AND reached.handed_on > direct.day
    -- What the reform itself names goes where it says.
    WHERE
        reached.from_edition = reached.edition
        OR NOT direct.from_code IN (SELECT reform.from_code FROM reform)
),

summed AS (
    SELECT
        reached.edition,
        reached.unit_code,
        reached.day,
        reached.from_edition,
        reached.from_code,
        sum(reached.share) AS share,
        bool_or(reached.is_weak) AS is_weak,
        max(reached.handed_on) - 1 AS last_day
    FROM reached
    GROUP BY
        reached.edition,
        reached.unit_code,
        reached.day,
        reached.from_edition,
        reached.from_code
)

SELECT
    summed.edition,
    summed.unit_code,
    summed.day,
    summed.from_edition,
    summed.from_code,
    round(summed.share * 1000000)::BIGINT
    + CASE
        WHEN row_number() OVER given = 1
            THEN
                round(sum(summed.share) OVER every_share * 1000000)::BIGINT
                - sum(round(summed.share * 1000000)::BIGINT) OVER every_share
        ELSE 0
    END::BIGINT AS millionths,
    summed.is_weak,
    coalesce(unit.valid_from, DATE '0001-01-01') AS first_day,
    summed.last_day,
    summed.day > DATE '2025-07-01' OR summed.edition = '2024' AS is_inside
FROM summed
INNER JOIN unit
    ON
        summed.from_edition = unit.edition
        AND summed.from_code = unit.unit_code
WINDOW
    given AS (
        PARTITION BY summed.from_edition, summed.from_code, summed.edition, summed.day
        ORDER BY summed.share DESC, summed.unit_code
    ),
    every_share AS (PARTITION BY summed.from_edition, summed.from_code, summed.edition, summed.day)
ORDER BY
    summed.edition,
    summed.unit_code,
    summed.day,
    summed.from_edition,
    summed.from_code
