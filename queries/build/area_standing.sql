-- Where each unit of any size stood every day: the sum over those whose reports it is made of.
-- Sorted by unit, so that a curve reads one block.
--
-- grain:  one row per (edition, unit_code, level, date)
-- after:  standing, contributor

SELECT
    standing.edition,
    contributor.area_code AS unit_code,
    standing.level,
    standing.date,
    sum(standing.collected)::BIGINT AS collected,
    sum(standing.approved)::BIGINT AS approved,
    sum(standing.activated)::BIGINT AS activated,
    sum(standing.collected_new)::BIGINT AS collected_new,
    sum(standing.approved_new)::BIGINT AS approved_new,
    sum(standing.activated_new)::BIGINT AS activated_new,
    max(standing.reported_at) AS reported_at,
    count(*) AS units_reported
FROM standing
INNER JOIN contributor
    ON
        standing.edition = contributor.edition
        AND standing.level = contributor.level
        AND standing.unit_code = contributor.unit_code
GROUP BY
    standing.edition,
    contributor.area_code,
    standing.level,
    standing.date
ORDER BY
    standing.edition,
    contributor.area_code,
    standing.level,
    standing.date
