-- What took over from a unit, the largest part first; a sliver is not where a sender should look.
--
-- grain:  one row per unit and successor
-- column: from_edition VARCHAR
-- column: from_code    VARCHAR
-- column: to_edition   VARCHAR
-- column: to_code      VARCHAR

SELECT
    source_succession.from_edition,
    source_succession.from_code,
    source_succession.to_edition,
    source_succession.to_code
FROM source_succession
WHERE source_succession.share::DOUBLE >= 0.01
ORDER BY source_succession.share::DOUBLE DESC, source_succession.to_code, source_succession.from_code
