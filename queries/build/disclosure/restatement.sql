-- `figure_change` as it may be shown. Targets and populations are no counts of accounts. A cumulative count and what is
-- hidden with it are not told apart, for then the total would tell both.
--
-- grain:  one row per (changed_at, batch_id, kind, edition, unit_code, subject, as_of, level, stage)
-- part:   province
-- after:  figure_change, hidden_count, build
-- from:   figure_change
-- as:     published
-- column: changed_at TIMESTAMP
-- column: batch_id VARCHAR
-- column: reason VARCHAR
-- column: why VARCHAR
-- column: who VARCHAR
-- column: kind VARCHAR
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: subject VARCHAR
-- column: as_of TIMESTAMP
-- column: level VARCHAR
-- column: stage VARCHAR
-- column: count_before BIGINT
-- column: count_after BIGINT
-- column: before_why VARCHAR
-- column: after_why VARCHAR

WITH judged AS (
    SELECT
        figure_change.*,
        build.small_count,
        CASE figure_change.kind WHEN 'summary' THEN 'beside' WHEN 'detailed' THEN 'small' END AS hiding,
        figure_change.kind = 'summary' AND coalesce(hidden_count.gives_away, FALSE) AS is_hidden
    FROM figure_change
    CROSS JOIN build
    LEFT JOIN hidden_count
        ON
            figure_change.edition = hidden_count.edition
            AND figure_change.unit_code = hidden_count.unit_code
            AND figure_change.level = hidden_count.level
            AND figure_change.stage = hidden_count.stage
            AND figure_change.as_of::DATE = hidden_count.date
),

explained AS (
    SELECT
        judged.*,
        CASE
            WHEN judged.count_before BETWEEN 1 AND judged.small_count - 1 THEN judged.hiding
            WHEN judged.is_hidden AND judged.count_before > 0 THEN judged.hiding
        END AS before_why,
        CASE
            WHEN judged.count_after BETWEEN 1 AND judged.small_count - 1 THEN judged.hiding
            WHEN judged.is_hidden AND judged.count_after > 0 THEN judged.hiding
        END AS after_why
    FROM judged
)

SELECT
    explained.changed_at,
    explained.batch_id,
    explained.reason,
    explained.why,
    explained.who,
    explained.kind,
    explained.edition,
    explained.unit_code,
    explained.subject,
    explained.as_of,
    explained.level,
    explained.stage,
    CASE WHEN explained.before_why IS NULL THEN explained.count_before END AS count_before,
    CASE WHEN explained.after_why IS NULL THEN explained.count_after END AS count_after,
    explained.before_why,
    explained.after_why
FROM explained
ORDER BY
    explained.changed_at,
    explained.batch_id,
    explained.edition,
    explained.unit_code,
    explained.as_of
