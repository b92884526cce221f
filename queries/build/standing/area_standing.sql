-- Where each unit of any size stood every day, in both eras: the sum over those whose reports it is made of.
-- Sorted by unit, so that a curve reads one block.
--
-- grain:  one row per (edition, unit_code, level, date)
-- after:  standing, contributor, era

SELECT
    contributor.edition,
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
    count(*) AS units_reported,
    sum(standing.collected_shared)::BIGINT AS collected_shared,
    sum(standing.approved_shared)::BIGINT AS approved_shared,
    sum(standing.activated_shared)::BIGINT AS activated_shared
FROM standing
INNER JOIN era
    ON standing.date BETWEEN era.first_day AND era.last_day
INNER JOIN contributor
    ON
        standing.edition = contributor.source
        AND era.edition = contributor.era
        AND standing.level = contributor.level
        AND standing.unit_code = contributor.unit_code
GROUP BY
    contributor.edition,
    contributor.area_code,
    standing.level,
    standing.date
ORDER BY
    contributor.edition,
    contributor.area_code,
    standing.level,
    standing.date
