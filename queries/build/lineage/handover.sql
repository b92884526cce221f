-- The successions within an edition: what each unit that ended gave to which other that goes on or began.
--
-- grain:  one row per (edition, from_code, unit_code, day); day is the first one of the new state
-- after:  succession
-- part:   province
-- as:     view

SELECT
    succession.to_edition AS edition,
    succession.from_code,
    succession.to_code AS unit_code,
    succession.effective_on AS day,
    succession.share,
    succession.is_weak,
    succession.millionths,
    succession.is_whole
FROM succession
WHERE succession.from_edition = succession.to_edition
