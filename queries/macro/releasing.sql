-- The parameters of a macro are no types, as sqlfluff has it.
-- noqa: disable=all

-- What may be shown of cells (of a unit, month, stage and division): `cells` names a table with edition, unit_code, month,
-- stage, division, cell, first_day, last_day, shown (a sum that may be shown), withheld (what may not be, as a sum) and
-- sources (of how many counts withheld is the sum). Withheld counts are shown together where they are two at least and
-- reach small_count, unless so little would be left withheld in the other cells that the total gave it away.
CREATE OR REPLACE TEMP MACRO releasing(cells) AS TABLE
WITH summed AS (
    SELECT
        edition, unit_code, month, stage, division, cell,
        min(first_day) AS first_day,
        max(last_day) AS last_day,
        sum(shown)::BIGINT AS shown,
        sum(withheld)::BIGINT AS withheld,
        sum(sources)::BIGINT AS sources
    FROM query_table(cells)
    GROUP BY ALL
),

judged AS (
    SELECT
        summed.*,
        build.small_count,
        sources >= 2 AND withheld >= build.small_count AS is_free
    FROM summed
    CROSS JOIN build
),

placed AS (
    SELECT
        judged.*,
        count(*) FILTER (WHERE sources > 0 AND NOT is_free) OVER beside AS kept,
        sum(withheld) FILTER (WHERE sources > 0 AND NOT is_free) OVER beside AS kept_sum,
        row_number() OVER (
            PARTITION BY edition, unit_code, month, stage, division ORDER BY is_free DESC, withheld, cell
        ) AS place
    FROM judged
    WINDOW beside AS (PARTITION BY edition, unit_code, month, stage, division)
),

decided AS (
    SELECT
        placed.*,
        is_free AND NOT (kept > 0 AND (kept < 2 OR kept_sum < small_count) AND place = 1) AS is_released
    FROM placed
)

SELECT
    edition, unit_code, month, stage, division, cell, first_day, last_day,
    shown + CASE WHEN is_released THEN withheld ELSE 0 END AS shown,
    CASE WHEN is_released THEN 0 ELSE withheld END AS withheld,
    CASE WHEN is_released THEN 0 ELSE sources END AS sources
FROM decided;
