-- What happened beside a unit's work between two days: events of the unit, of one that holds it, and of all units.
--
-- grain:  one row per event
-- param:  edition            VARCHAR        edition of the unit
-- param:  unit               VARCHAR        its code
-- param:  date_from          DATE           first day
-- param:  date_to            DATE           last day
-- column: event_kind         VARCHAR        campaign, phase, order, outage, meeting, reminder or occasion
-- column: start_date         DATE
-- column: end_date           DATE           last day, at least the first
-- column: name               VARCHAR
-- column: name_en            VARCHAR
-- column: unit_code          VARCHAR        of the event, NULL of one of all units
-- column: unit_name          VARCHAR        its full name

SELECT
    event.event_kind,
    event.start_date,
    event.end_date,
    event.name,
    event.name_en,
    event.unit_code,
    unit.full_name AS unit_name
FROM event
LEFT JOIN event_area
    ON
        event.edition = event_area.event_edition
        AND event.unit_code = event_area.event_unit_code
        AND event_area.edition = $edition::VARCHAR
        AND event_area.unit_code = $unit::VARCHAR
LEFT JOIN unit
    ON
        event.edition = unit.edition
        AND event.unit_code = unit.unit_code
WHERE
    (event.unit_code IS NULL OR event_area.unit_code IS NOT NULL)
    AND event.start_date <= $date_to::DATE
    AND event.end_date >= $date_from::DATE
ORDER BY
    event.start_date,
    event.end_date,
    event.name
