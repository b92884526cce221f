-- Where each unit of any size stood every day, in both eras: the sum over those whose reports it is made of.
-- Sorted by unit, so that a curve reads one block.
--
-- grain:  one row per (edition, unit_code, level, date)
-- after:  standing_by_level, contributor, era
-- part:   province

SELECT
    contributor.edition,
    contributor.area_code AS unit_code,
    standing_by_level.level,
    standing_by_level.date,
    sum(standing_by_level.collected)::BIGINT AS collected,
    sum(standing_by_level.approved)::BIGINT AS approved,
    sum(standing_by_level.activated)::BIGINT AS activated,
    sum(standing_by_level.collected_new)::BIGINT AS collected_new,
    sum(standing_by_level.approved_new)::BIGINT AS approved_new,
    sum(standing_by_level.activated_new)::BIGINT AS activated_new,
    max(standing_by_level.reported_at) AS reported_at,
    count(*) AS units_reported,
    sum(standing_by_level.collected_shared)::BIGINT AS collected_shared,
    sum(standing_by_level.approved_shared)::BIGINT AS approved_shared,
    sum(standing_by_level.activated_shared)::BIGINT AS activated_shared
FROM standing_by_level
INNER JOIN era
    ON standing_by_level.date BETWEEN era.first_day AND era.last_day
INNER JOIN contributor
    ON
        standing_by_level.edition = contributor.source
        AND era.edition = contributor.era
        AND standing_by_level.level = contributor.level
        AND standing_by_level.unit_code = contributor.unit_code
GROUP BY
    contributor.edition,
    contributor.area_code,
    standing_by_level.level,
    standing_by_level.date
ORDER BY
    contributor.edition,
    contributor.area_code,
    standing_by_level.level,
    standing_by_level.date
