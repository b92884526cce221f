-- `area_change` of units that span provinces: the sums of what each province brings.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- on:     parts of area_change

SELECT
    part.edition,
    part.unit_code,
    part.level,
    part.stage,
    part.date,
    sum(part.parts_7)::BIGINT AS parts_7,
    sum(part.parts_14)::BIGINT AS parts_14,
    sum(part.units_paced)::BIGINT AS units_paced,
    min(part.paced_from) AS paced_from,
    max(part.paced_until) AS paced_until,
    sum(part.units_compared)::BIGINT AS units_compared,
    sum(part.count_before)::BIGINT AS count_before,
    sum(part.count_since)::BIGINT AS count_since,
    min(part.changed_from) AS changed_from,
    max(part.changed_until) AS changed_until
FROM part
GROUP BY
    part.edition,
    part.unit_code,
    part.level,
    part.stage,
    part.date
