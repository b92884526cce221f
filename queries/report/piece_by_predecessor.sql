-- What a unit's count was handed over from: the units that it was made of, each with its share and what it had then. On
-- a day of the other era those whose figures stand for it.
--
-- grain:  one row per unit that handed over
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  as_of              DATE           day of the count
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  stage              VARCHAR        collected, approved or activated
-- column: edition            VARCHAR        edition of the unit that handed over
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR        as it was called then
-- column: handed_over_on     DATE           first day of the new state; NULL on a day of the other era
-- column: counted_on         DATE           day of its count
-- column: millionths         BIGINT         share of it that is meant
-- column: counted            BIGINT         what it had; NULL where it is hidden or was not reported
-- column: is_hidden          BOOLEAN        its count is small, or gives a small one away; NULL where not reported

WITH moment AS (
    SELECT
        era.edition AS era,
        ended.today
    FROM (SELECT least($as_of::DATE, max(coverage.last_day)) AS today FROM coverage) AS ended
    INNER JOIN era
        ON ended.today BETWEEN era.first_day AND era.last_day
),

newest AS (
    SELECT max(passage.day) AS day
    FROM passage
    INNER JOIN moment
        ON passage.day <= moment.today
    WHERE
        passage.edition = $edition::VARCHAR
        AND passage.unit_code = $unit::VARCHAR
),

giver AS (
    SELECT
        passage.from_edition AS edition,
        passage.from_code AS unit_code,
        passage.day AS handed_over_on,
        passage.day - 1 AS counted_on,
        passage.millionths
    FROM passage
    INNER JOIN newest
        ON passage.day = newest.day
    INNER JOIN moment
        ON moment.era = $edition::VARCHAR
    WHERE
        passage.edition = $edition::VARCHAR
        AND passage.unit_code = $unit::VARCHAR
    UNION ALL
    SELECT
        lineage.from_edition AS edition,
        lineage.from_code AS unit_code,
        NULL AS handed_over_on,
        moment.today AS counted_on,
        lineage.millionths
    FROM lineage
    INNER JOIN moment
        ON
            lineage.from_edition = moment.era
            AND coalesce(lineage.last_day >= moment.today, TRUE)
    WHERE
        lineage.edition = $edition::VARCHAR
        AND lineage.to_code = $unit::VARCHAR
    UNION ALL
    SELECT
        lineage.edition,
        lineage.to_code AS unit_code,
        NULL AS handed_over_on,
        moment.today AS counted_on,
        1000000 AS millionths
    FROM lineage
    INNER JOIN moment
        ON lineage.edition = moment.era
    WHERE
        lineage.from_edition = $edition::VARCHAR
        AND lineage.from_code = $unit::VARCHAR
        AND lineage.is_alone
)

SELECT
    giver.edition,
    giver.unit_code,
    area_name.unit_name,
    giver.handed_over_on,
    giver.counted_on,
    giver.millionths::BIGINT AS millionths,
    area_progress.count AS counted,
    area_progress.is_hidden
FROM giver
INNER JOIN area_name
    ON
        giver.edition = area_name.edition
        AND giver.unit_code = area_name.unit_code
        AND giver.counted_on BETWEEN area_name.first_day AND area_name.last_day
LEFT JOIN area_progress
    ON
        giver.edition = area_progress.edition
        AND giver.unit_code = area_progress.unit_code
        AND area_progress.level = $level::VARCHAR
        AND area_progress.stage = $stage::VARCHAR
        AND giver.counted_on = area_progress.date
ORDER BY
    area_name.sort_key,
    giver.unit_code
