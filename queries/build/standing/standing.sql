-- Where each unit stood at the end of every day, in its own edition, or as carried from the units of the other
-- era.
--
-- grain:  one row per (edition, unit_code, date, level)
-- after:  edition_standing, carried_standing
-- as:     view

SELECT
    edition_standing.edition,
    edition_standing.unit_code,
    edition_standing.date,
    edition_standing.level,
    edition_standing.collected,
    edition_standing.approved,
    edition_standing.activated,
    edition_standing.collected_new,
    edition_standing.approved_new,
    edition_standing.activated_new,
    edition_standing.reported_at,
    edition_standing.collected_shared,
    edition_standing.approved_shared,
    edition_standing.activated_shared,
    edition_standing.parts,
    edition_standing.parts_reported
FROM edition_standing
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
