-- Where each unit stood at the end of every day, as reported, or as carried from the units of the other era.
--
-- grain:  one row per (edition, unit_code, date, level)
-- after:  reported_standing, carried_standing
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
    carried_standing.edition,
    carried_standing.unit_code,
    carried_standing.date,
    carried_standing.level,
    carried_standing.collected,
    carried_standing.approved,
    carried_standing.activated,
    carried_standing.collected_new,
    carried_standing.approved_new,
    carried_standing.activated_new,
    carried_standing.reported_at,
    carried_standing.collected_shared,
    carried_standing.approved_shared,
    carried_standing.activated_shared,
    carried_standing.parts,
    carried_standing.parts_reported
FROM carried_standing
