-- `area_count` of units that span provinces: the sums of what each province brings.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- on:     parts of area_count

SELECT
    part.edition,
    part.unit_code,
    part.level,
    part.stage,
    part.date,
    part.figure_date,
    sum(part.count)::BIGINT AS count,
    sum(part.flow)::BIGINT AS flow,
    sum(part.units_since_eve)::BIGINT AS units_since_eve,
    sum(part.units_since)::BIGINT AS units_since,
    max(part.since_before) AS since_before,
    CASE
        WHEN 2 * sum(part.units_since_eve) >= sum(part.units_since) AND sum(part.units_since) > 0 THEN part.date - 1
        ELSE max(part.since_before)
    END AS counted_from,
    bool_or(part.is_corrected) AS is_corrected,
    sum(part.shared_out)::BIGINT AS shared_out,
    max(part.reported_at) AS reported_at,
    sum(part.units_reported)::BIGINT AS units_reported,
    max(part.parts) AS parts,
    max(part.parts_reported) AS parts_reported
FROM part
GROUP BY
    part.edition,
    part.unit_code,
    part.level,
    part.stage,
    part.date,
    part.figure_date
