-- Where each unit stood at the end of every day: as it reported, as was handed over to it, or, on days of the other
-- era, as the figures of that era's units make it.
-- flow is what was counted that day, NULL where that is not known; shared_out is the part of count that came by shares
-- of divided units; reported_at is the newest report of the level, whichever stage it was of. parts and parts_reported
-- state of how many units a figure is made that is not the unit's own.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  reported_standing, carried_forward, other_era_standing
-- part:   province
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
    carried_forward.edition,
    carried_forward.unit_code,
    carried_forward.date,
    carried_forward.level,
    carried_forward.stage,
    carried_forward.count,
    carried_forward.flow,
    carried_forward.shared_out,
    carried_forward.reported_at,
    carried_forward.parts,
    carried_forward.parts_reported
FROM carried_forward
UNION ALL
SELECT
    other_era_standing.edition,
    other_era_standing.unit_code,
    other_era_standing.date,
    other_era_standing.level,
    other_era_standing.stage,
    other_era_standing.count,
    other_era_standing.flow,
    other_era_standing.shared_out,
    other_era_standing.reported_at,
    other_era_standing.parts,
    other_era_standing.parts_reported
FROM other_era_standing
