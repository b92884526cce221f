-- What each unit that ended while its edition went on gave to which other. Shares are in millionths, so that what is
-- shared out can be summed up again exactly.
--
-- grain:  one row per (edition, from_code, unit_code, day); day is the first one of the new state
-- after:  succession

SELECT
    succession.to_edition AS edition,
    succession.from_code,
    succession.to_code AS unit_code,
    succession.effective_on AS day,
    succession.share,
    succession.is_weak,
    round(succession.share * 1000000)::BIGINT
    -- What thirds and the like leave over goes to one of them.
    + CASE
        WHEN row_number() OVER given = 1
            THEN 1000000 - sum(round(succession.share * 1000000)::BIGINT) OVER every_share
        ELSE 0
    END::BIGINT AS millionths,
    succession.share = 1 AS is_whole
FROM succession
WHERE succession.from_edition = succession.to_edition
WINDOW
    given AS (
        PARTITION BY succession.from_edition, succession.from_code, succession.effective_on
        ORDER BY succession.share DESC, succession.to_code
    ),
    every_share AS (PARTITION BY succession.from_edition, succession.from_code, succession.effective_on)
ORDER BY
    edition,
    succession.from_code,
    unit_code
