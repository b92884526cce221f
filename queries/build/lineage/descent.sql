-- Which units, of which days, lie in a unit since it took over: those that it was made of on that day, itself before
-- that day among them where it goes on, and all that these had been made of themselves.
-- A figure that was set for units of one day is a unit's own once it is made of all of them.
-- is_inside marks days of handing over within an edition: on the reform a unit of the new edition begins.
--
-- grain:  one row per (edition, unit_code, day, from_edition, from_code); day is the first one of the new state
-- after:  succession, unit
-- part:   province

WITH RECURSIVE goes_on AS (
    SELECT DISTINCT
        succession.to_edition AS edition,
        succession.to_code AS unit_code,
        succession.effective_on AS day
    FROM succession
    INNER JOIN unit
        ON
            succession.to_edition = unit.edition
            AND succession.to_code = unit.unit_code
    WHERE
        succession.from_edition = succession.to_edition
        AND coalesce(unit.valid_from < succession.effective_on, TRUE)
),

reached AS (
    SELECT
        succession.to_edition AS edition,
        succession.to_code AS unit_code,
        succession.effective_on AS day,
        succession.from_edition,
        succession.from_code,
        succession.share,
        succession.is_weak,
        succession.from_edition = succession.to_edition AS is_inside,
        succession.effective_on AS handed_on
    FROM succession
    UNION ALL
    SELECT
        goes_on.edition,
        goes_on.unit_code,
        goes_on.day,
        goes_on.edition AS from_edition,
        goes_on.unit_code AS from_code,
        1.0 AS share,
        FALSE AS is_weak,
        TRUE AS is_inside,
        goes_on.day AS handed_on
    FROM goes_on
    UNION ALL
    SELECT
        reached.edition,
        reached.unit_code,
        reached.day,
        earlier.from_edition,
        earlier.from_code,
        reached.share * earlier.share AS share,
        reached.is_weak OR earlier.is_weak AS is_weak,
        reached.is_inside,
        earlier.effective_on AS handed_on
    FROM reached
    INNER JOIN succession AS earlier
        ON
            reached.from_edition = earlier.to_edition
            AND reached.from_code = earlier.to_code
            AND reached.handed_on > earlier.effective_on
    -- What the reform itself names goes where it says.
    WHERE
        reached.from_edition = reached.edition
        OR NOT earlier.from_code IN (
            SELECT reform.from_code
            FROM succession AS reform
            WHERE reform.from_edition <> reform.to_edition
        )
),

summed AS (
    SELECT
        reached.edition,
        reached.unit_code,
        reached.day,
        reached.from_edition,
        reached.from_code,
        reached.is_inside,
        sum(reached.share) AS share,
        bool_or(reached.is_weak) AS is_weak,
        max(reached.handed_on) - 1 AS last_day
    FROM reached
    GROUP BY
        reached.edition,
        reached.unit_code,
        reached.day,
        reached.from_edition,
        reached.from_code,
        reached.is_inside
)

SELECT
    summed.edition,
    summed.unit_code,
    summed.day,
    summed.from_edition,
    summed.from_code,
    round(summed.share * 1000000)::BIGINT
    -- As in `succession`: what the rounding leaves over goes to one of the shares.
    + CASE
        WHEN row_number() OVER largest_first = 1
            THEN
                round(sum(summed.share) OVER divided * 1000000)::BIGINT
                - sum(round(summed.share * 1000000)::BIGINT) OVER divided
        ELSE 0
    END::BIGINT AS millionths,
    summed.is_weak,
    coalesce(unit.valid_from, DATE '0001-01-01') AS first_day,
    summed.last_day,
    summed.is_inside
FROM summed
INNER JOIN unit
    ON
        summed.from_edition = unit.edition
        AND summed.from_code = unit.unit_code
WINDOW
    largest_first AS (
        PARTITION BY summed.from_edition, summed.from_code, summed.edition, summed.day
        ORDER BY summed.share DESC, summed.unit_code
    ),
    divided AS (PARTITION BY summed.from_edition, summed.from_code, summed.edition, summed.day)
ORDER BY
    summed.edition,
    summed.unit_code,
    summed.day,
    summed.from_edition,
    summed.from_code
