-- Where each unit stood at the end of every day, in its own edition, or as carried from the units of the other
-- era.
-- flow is what was counted that day, NULL where that is not known; shared_out is the part of count that came by shares
-- of divided units; reported_at is the newest report of the level, whichever stage it was of. parts and parts_reported
-- say of how many units a figure is made that is not the unit's own.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  edition_standing, carried_standing
-- as:     view

SELECT
    edition_standing.edition,
    edition_standing.unit_code,
    edition_standing.date,
    edition_standing.level,
    edition_standing.stage,
    edition_standing.count,
    edition_standing.flow,
    edition_standing.shared_out,
    edition_standing.reported_at,
    edition_standing.parts,
    edition_standing.parts_reported
FROM edition_standing
UNION ALL
SELECT
    carried_standing.edition,
    carried_standing.unit_code,
    carried_standing.date,
    carried_standing.level,
    carried_standing.stage,
    carried_standing.count,
    carried_standing.flow,
    carried_standing.shared_out,
    carried_standing.reported_at,
    carried_standing.parts,
    carried_standing.parts_reported
FROM carried_standing
