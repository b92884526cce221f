-- `source_pair` as it may be shown: whether the two sources differ, and what each of them says where it is not hidden.
-- A count is hidden where it is small (small), or where it would give a small one away (beside): a span that begins or
-- ends at a hidden count would.
--
-- grain:  one row per (edition, unit_code, comparison, level, stage, date_to) that can be compared
-- part:   province
-- after:  source_pair, hidden_count, build
-- from:   source_pair
-- as:     published
-- column: comparison VARCHAR
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: date_from DATE
-- column: date_to DATE
-- column: is_different BOOLEAN
-- column: reported BIGINT
-- column: counted BIGINT
-- column: reported_why VARCHAR
-- column: counted_why VARCHAR

WITH judged AS (
    SELECT
        source_pair.*,
        CASE
            WHEN
                source_pair.stock BETWEEN 1 AND build.small_count - 1
                OR source_pair.stock - source_pair.reported BETWEEN 1 AND build.small_count - 1
                OR hidden_count.gives_away
                THEN 'beside'
            WHEN source_pair.reported BETWEEN 1 AND build.small_count - 1 THEN 'small'
        END AS reported_why,
        CASE WHEN source_pair.counted BETWEEN 1 AND build.small_count - 1 THEN 'small' END AS counted_why
    FROM source_pair
    CROSS JOIN build
    LEFT JOIN hidden_count
        ON
            source_pair.edition = hidden_count.edition
            AND source_pair.unit_code = hidden_count.unit_code
            AND source_pair.level = hidden_count.level
            AND source_pair.stage = hidden_count.stage
            AND source_pair.date_to = hidden_count.date
)

SELECT
    judged.comparison,
    judged.edition,
    judged.unit_code,
    judged.level,
    judged.stage,
    judged.date_from,
    judged.date_to,
    judged.reported <> judged.counted AS is_different,
    CASE WHEN judged.reported_why IS NULL THEN judged.reported END AS reported,
    CASE WHEN judged.counted_why IS NULL THEN judged.counted END AS counted,
    judged.reported_why,
    judged.counted_why
FROM judged
ORDER BY
    judged.edition,
    judged.unit_code,
    judged.comparison,
    judged.level,
    judged.stage,
    judged.date_to
