-- Where each unit stood in its own edition at the end of every day: as it reported, and since it took over from others
-- as `joined_standing` has it.
--
-- grain:  one row per (edition, unit_code, date, level)
-- after:  reported_standing, joined_standing
-- as:     view

SELECT
    reported_standing.edition,
    reported_standing.unit_code,
    reported_standing.date,
    reported_standing.level,
    reported_standing.collected,
    reported_standing.approved,
    reported_standing.activated,
    reported_standing.collected_new,
    reported_standing.approved_new,
    reported_standing.activated_new,
    reported_standing.reported_at,
    NULL::BIGINT AS collected_shared,
    NULL::BIGINT AS approved_shared,
    NULL::BIGINT AS activated_shared,
    NULL::BIGINT AS parts,
    NULL::BIGINT AS parts_reported
FROM reported_standing
UNION ALL
SELECT
    joined_standing.edition,
    joined_standing.unit_code,
    joined_standing.date,
    joined_standing.level,
    joined_standing.collected,
    joined_standing.approved,
    joined_standing.activated,
    joined_standing.collected_new,
    joined_standing.approved_new,
    joined_standing.activated_new,
    joined_standing.reported_at,
    joined_standing.collected_shared,
    joined_standing.approved_shared,
    joined_standing.activated_shared,
    joined_standing.parts,
    joined_standing.parts_reported
FROM joined_standing
