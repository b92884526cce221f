-- Where each unit stood in its own edition at the end of every day: as it reported, and since it took over from others
-- as `joined_standing` has it.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  reported_standing, joined_standing
-- as:     view

SELECT
    reported_standing.edition,
    reported_standing.unit_code,
    reported_standing.date,
    reported_standing.level,
    reported_standing.stage,
    reported_standing.count,
    reported_standing.flow,
    NULL::BIGINT AS shared_out,
    reported_standing.reported_at,
    NULL::BIGINT AS parts,
    NULL::BIGINT AS parts_reported
FROM reported_standing
UNION ALL
SELECT
    joined_standing.edition,
    joined_standing.unit_code,
    joined_standing.date,
    joined_standing.level,
    joined_standing.stage,
    joined_standing.count,
    joined_standing.flow,
    joined_standing.shared_out,
    joined_standing.reported_at,
    joined_standing.parts,
    joined_standing.parts_reported
FROM joined_standing
