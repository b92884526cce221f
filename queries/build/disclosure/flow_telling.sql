-- The days on which an area's flow would tell a correction or a first count of one of its units whose count is hidden.
-- What a correction changed is no flow: beside the sums of the day a flow would tell it, and so is hidden where the
-- count that was corrected is hidden before or after. So would a newcomer, whose first count is no flow: where that is
-- hidden, what the area stands at more than it counted would be it.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- part:   province
-- across: anew
-- after:  area_count, hidden_count, contributor, era
-- from:   hidden_count
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: date DATE
-- column: is_of_correction BOOLEAN

-- Units with a hidden count, and the day with which their figures begin.
WITH began AS (
    SELECT
        area_count.edition,
        area_count.unit_code,
        area_count.level,
        area_count.stage,
        min(area_count.date) AS date
    FROM area_count
    SEMI JOIN hidden_count
        ON
            area_count.edition = hidden_count.edition
            AND area_count.unit_code = hidden_count.unit_code
            AND area_count.level = hidden_count.level
            AND area_count.stage = hidden_count.stage
    GROUP BY
        area_count.edition,
        area_count.unit_code,
        area_count.level,
        area_count.stage
),

-- What is no flow and is hidden: a correction, a newcomer's first count.
beside_flow AS (
    SELECT
        area_count.edition,
        area_count.unit_code,
        area_count.level,
        area_count.stage,
        area_count.date,
        area_count.is_corrected
    FROM area_count
    INNER JOIN hidden_count
        ON
            area_count.edition = hidden_count.edition
            AND area_count.unit_code = hidden_count.unit_code
            AND area_count.level = hidden_count.level
            AND area_count.stage = hidden_count.stage
            AND area_count.date - hidden_count.date BETWEEN 0 AND 1
    INNER JOIN began
        ON
            area_count.edition = began.edition
            AND area_count.unit_code = began.unit_code
            AND area_count.level = began.level
            AND area_count.stage = began.stage
    WHERE area_count.is_corrected OR (area_count.flow IS NULL AND area_count.date = began.date)
)

SELECT
    contributor.edition,
    contributor.area_code AS unit_code,
    beside_flow.level,
    beside_flow.stage,
    beside_flow.date,
    bool_or(beside_flow.is_corrected) AS is_of_correction
FROM beside_flow
INNER JOIN era
    ON beside_flow.date BETWEEN era.first_day AND era.last_day
INNER JOIN contributor
    ON
        beside_flow.edition = contributor.source
        AND era.edition = contributor.era
        AND beside_flow.level = contributor.level
        AND beside_flow.unit_code = contributor.unit_code
GROUP BY
    contributor.edition,
    contributor.area_code,
    beside_flow.level,
    beside_flow.stage,
    beside_flow.date
