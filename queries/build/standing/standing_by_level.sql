-- `standing` with the three stages of a level side by side, for questions that have not been put by stage yet.
--
-- grain:  one row per (edition, unit_code, date, level)
-- after:  standing
-- part:   province
-- as:     view

SELECT
    standing.edition,
    standing.unit_code,
    standing.date,
    standing.level,
    max(standing.count) FILTER (WHERE standing.stage = 'collected') AS collected,
    max(standing.count) FILTER (WHERE standing.stage = 'approved') AS approved,
    max(standing.count) FILTER (WHERE standing.stage = 'activated') AS activated,
    max(standing.flow) FILTER (WHERE standing.stage = 'collected') AS collected_new,
    max(standing.flow) FILTER (WHERE standing.stage = 'approved') AS approved_new,
    max(standing.flow) FILTER (WHERE standing.stage = 'activated') AS activated_new,
    max(standing.reported_at) AS reported_at,
    max(standing.shared_out) FILTER (WHERE standing.stage = 'collected') AS collected_shared,
    max(standing.shared_out) FILTER (WHERE standing.stage = 'approved') AS approved_shared,
    max(standing.shared_out) FILTER (WHERE standing.stage = 'activated') AS activated_shared,
    max(standing.parts) AS parts,
    max(standing.parts_reported) AS parts_reported
FROM standing
GROUP BY
    standing.edition,
    standing.unit_code,
    standing.date,
    standing.level
