-- What summary reports state of each day: a unit's last report of the day stands for it.
--
-- grain:  one row per (edition, unit_code, date, level, stage)
-- after:  observation
-- part:   province

SELECT
    observation.edition,
    observation.unit_code,
    observation.as_of::DATE AS date,
    observation.level,
    observation.stage,
    arg_max(observation.count, observation.as_of) AS stock,
    max(observation.as_of) AS reported_at,
    arg_max(observation.turn, observation.as_of) AS turn
FROM observation
GROUP BY
    observation.edition,
    observation.unit_code,
    observation.as_of::DATE,
    observation.level,
    observation.stage
