-- Where units stand on days of the other era. Before the reform, a commune of the new edition stands where those that
-- it was made of stood, each by its share. After it, a commune of the old edition that became one of the new whole and
-- alone stands where that one does, until it takes over from others; nothing is carried back to a commune whose ground
-- is only part of a new one.
-- shared_out is the part that was shared out by area; reported_at is the oldest of the reports used.
--
-- grain:  one row per (edition, unit_code, date, level, stage) that has a count
-- after:  reported_standing, carried_forward, lineage, handover
-- part:   province

WITH own_era AS (
    SELECT reported_standing.*
    FROM reported_standing
    UNION ALL BY NAME
    SELECT carried_forward.*
    FROM carried_forward
),

became AS (
    SELECT
        lineage.edition,
        lineage.to_code,
        lineage.parts,
        lineage.is_whole,
        lineage.millionths,
        own_era.* EXCLUDE (edition, parts, parts_reported)
    FROM own_era
    INNER JOIN lineage
        ON
            own_era.edition = lineage.from_edition
            AND own_era.unit_code = lineage.from_code
    WHERE lineage.grain = 'commune'
),

divided AS (
    SELECT
        became.*,
        apportioned(
            became.count,
            became.millionths,
            (became.unit_code, became.date, became.level, became.stage),
            became.to_code
        ) AS count_part,
        apportioned(
            became.flow,
            became.millionths,
            (became.unit_code, became.date, became.level, became.stage),
            became.to_code
        ) AS flow_part
    FROM became
    WHERE NOT became.is_whole
),

piece AS (
    SELECT became.*
    FROM became
    WHERE became.is_whole
    UNION ALL BY NAME
    SELECT
        divided.* EXCLUDE (count_part, flow_part, shared_out) REPLACE (
            agreeing(
                divided.level,
                divided.count,
                divided.count_part,
                (divided.unit_code, divided.to_code, divided.date, divided.stage)
            ) AS count,
            agreeing(
                divided.level,
                divided.flow,
                divided.flow_part,
                (divided.unit_code, divided.to_code, divided.date, divided.stage)
            ) AS flow
        )
    FROM divided
),

-- Parts that ended before the reform were parts until then.
ended AS (
    SELECT
        lineage.edition,
        lineage.to_code,
        lineage.last_day,
        coalesce(
            lag(lineage.last_day) OVER (PARTITION BY lineage.edition, lineage.to_code ORDER BY lineage.last_day) + 1,
            DATE '0001-01-01'
        ) AS first_day,
        sum(count(*)) OVER (PARTITION BY lineage.edition, lineage.to_code ORDER BY lineage.last_day DESC) AS parts
    FROM lineage
    WHERE lineage.last_day IS NOT NULL
    GROUP BY
        lineage.edition,
        lineage.to_code,
        lineage.last_day
),

-- Of how many parts a level is made, whichever stages these reported.
made_of AS (
    SELECT
        piece.edition,
        piece.to_code,
        piece.date,
        piece.level,
        min(piece.reported_at) AS reported_at,
        max(piece.parts + coalesce(ended.parts, 0))::BIGINT AS parts,
        count(DISTINCT piece.unit_code) AS parts_reported
    FROM piece
    LEFT JOIN ended
        ON
            piece.edition = ended.edition
            AND piece.to_code = ended.to_code
            AND piece.date BETWEEN ended.first_day AND ended.last_day
    GROUP BY
        piece.edition,
        piece.to_code,
        piece.date,
        piece.level
),

summed AS (
    SELECT
        piece.edition,
        piece.to_code,
        piece.date,
        piece.level,
        piece.stage,
        sum(piece.count)::BIGINT AS count,
        sum(piece.flow)::BIGINT AS flow,
        sum(CASE WHEN piece.is_whole THEN piece.shared_out ELSE piece.count END)::BIGINT AS shared_out
    FROM piece
    GROUP BY
        piece.edition,
        piece.to_code,
        piece.date,
        piece.level,
        piece.stage
)

SELECT
    summed.edition,
    summed.to_code AS unit_code,
    summed.date,
    summed.level,
    summed.stage,
    summed.count,
    summed.flow,
    summed.shared_out,
    made_of.reported_at,
    made_of.parts,
    made_of.parts_reported
FROM summed
INNER JOIN made_of
    ON
        summed.edition = made_of.edition
        AND summed.to_code = made_of.to_code
        AND summed.date = made_of.date
        AND summed.level = made_of.level
UNION ALL
SELECT
    lineage.from_edition AS edition,
    lineage.from_code AS unit_code,
    own_era.date,
    own_era.level,
    own_era.stage,
    own_era.count,
    own_era.flow,
    own_era.shared_out,
    own_era.reported_at,
    coalesce(own_era.parts, lineage.parts) AS parts,
    coalesce(own_era.parts_reported, lineage.parts) AS parts_reported
FROM own_era
INNER JOIN lineage
    ON
        own_era.edition = lineage.edition
        AND own_era.unit_code = lineage.to_code
ANTI JOIN handover
    ON
        own_era.edition = handover.edition
        AND own_era.unit_code = handover.unit_code
        AND own_era.date >= handover.day
WHERE
    lineage.grain = 'commune'
    AND lineage.is_alone
ORDER BY
    edition,
    date,
    level,
    stage,
    unit_code
