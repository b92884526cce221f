-- How many units with a roster a unit of the other edition has only a part of, by month: they were divided, and nobody
-- knows in which part who was on duty.
--
-- grain:  one row per (edition, unit_code, month)
-- after:  duty_shift, counterpart
-- from:   duty_shift
-- part:   province
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: month DATE
-- column: units BIGINT

SELECT
    counterpart.edition,
    counterpart.unit_code,
    date_trunc('month', duty_shift.date)::DATE AS month,
    count(DISTINCT duty_shift.unit_code) AS units
FROM duty_shift
INNER JOIN counterpart
    ON
        duty_shift.edition = counterpart.from_edition
        AND duty_shift.unit_code = counterpart.from_code
        AND counterpart.edition <> counterpart.from_edition
        AND counterpart.millionths < 1000000
GROUP BY
    counterpart.edition,
    counterpart.unit_code,
    date_trunc('month', duty_shift.date)
ORDER BY
    counterpart.edition,
    counterpart.unit_code,
    month
