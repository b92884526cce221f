-- Units that took over from others: what was counted of their people before is no measure of what they are since.
--
-- grain:  one row per unit
-- column: edition   VARCHAR
-- column: unit_code VARCHAR
-- column: day       DATE     the last day on which it took over from another

SELECT
    source_succession.to_edition AS edition,
    source_succession.to_code AS unit_code,
    max(source_succession.effective_on::DATE) AS day
FROM source_succession
WHERE source_succession.from_edition = source_succession.to_edition
GROUP BY source_succession.to_edition, source_succession.to_code
