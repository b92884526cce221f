-- Where each unit of an area stood at the ends of the last weeks, each seven days, back from the day.
-- Counts are hidden in the table (see `hidden_count`).
--
-- grain:  one row per unit of the given grain within the parent, and end of a week with figures of it
-- param:  edition         VARCHAR  "2024" or "2025"
-- param:  date_from       DATE     first day
-- param:  date_to         DATE     end of the last week, or the newest day of all where that is earlier
-- param:  parent          VARCHAR  a unit's code; "VN" for all
-- param:  grain           VARCHAR  nation, province, district, commune or a grouping
-- param:  level           VARCHAR  "1", "2" or "all"
-- param:  stage           VARCHAR  stage counted: collected, approved or activated
-- column: unit_code       VARCHAR
-- column: weeks_ago       INTEGER  0 is the day itself
-- column: counted         BIGINT   cumulative; NULL where it is hidden
-- column: reported_on     DATE     date of the newest report used
-- column: units_reported  BIGINT   reporting units that counted is made of

WITH moment AS (
    SELECT least($date_to::DATE, max(coverage.last_day)) AS today
    FROM coverage
)

SELECT
    area_progress.unit_code,
    (date_diff('day', area_progress.date, moment.today) // 7)::INTEGER AS weeks_ago,
    area_progress.count AS counted,
    area_progress.reported_at::DATE AS reported_on,
    area_progress.units_reported
FROM area_progress
INNER JOIN unit_ancestor
    ON
        area_progress.edition = unit_ancestor.edition
        AND area_progress.unit_code = unit_ancestor.unit_code
CROSS JOIN moment
WHERE
    area_progress.edition = $edition::VARCHAR
    AND area_progress.level = $level::VARCHAR
    AND area_progress.stage = $stage::VARCHAR
    AND unit_ancestor.ancestor_code = $parent::VARCHAR
    AND unit_ancestor.grain = $grain::VARCHAR
    AND area_progress.date BETWEEN $date_from::DATE AND moment.today
    AND date_diff('day', area_progress.date, moment.today) % 7 = 0
ORDER BY
    area_progress.unit_code,
    weeks_ago
