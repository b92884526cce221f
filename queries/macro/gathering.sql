-- The parameters of a macro are no types, as sqlfluff has it.
-- noqa: disable=all

-- What units have of an indicator in a month: what they sent themselves, else the sum of what is shown of their parts.
-- `parts` names a table with edition, unit_code (of the larger unit), indicator, month, first_day, last_day, numerator
-- (NULL where it is hidden), denominator, eligible, is_partial and units (communes that it covers); `sent` one of the
-- larger units' own rows. A denominator is known of a sum where all of its parts have one.
-- What a unit sent is not shown where the rest beside its parts would be a small count: then the sum of these is.
CREATE OR REPLACE TEMP MACRO gathering(parts, sent) AS TABLE
WITH summed AS (
    SELECT
        edition, unit_code, indicator, month,
        min(first_day) AS first_day,
        max(last_day) AS last_day,
        sum(numerator)::BIGINT AS numerator,
        CASE
            WHEN count(*) FILTER (numerator IS NOT NULL AND denominator IS NULL) = 0
                THEN (sum(denominator) FILTER (numerator IS NOT NULL))::BIGINT
        END AS denominator,
        CASE
            WHEN count(*) FILTER (numerator IS NOT NULL AND eligible IS NULL) = 0
                THEN (sum(eligible) FILTER (numerator IS NOT NULL))::BIGINT
        END AS eligible,
        bool_or(is_partial) AS is_partial,
        sum(units)::BIGINT AS units
    FROM query_table(parts)
    GROUP BY edition, unit_code, indicator, month
),

held AS (
    SELECT
        own.*,
        own.numerator IS NULL
        OR coalesce(own.numerator - summed.numerator BETWEEN 1 AND build.small_count - 1, false)
        OR coalesce(
            (own.denominator - own.numerator) - (summed.denominator - summed.numerator)
            BETWEEN 1 AND build.small_count - 1,
            false
        ) AS is_telling,
        summed.units IS NULL AS is_alone
    FROM query_table(sent) AS own
    LEFT JOIN summed USING (edition, unit_code, indicator, month)
    CROSS JOIN build
)

SELECT * EXCLUDE (is_telling, is_alone)
FROM held
WHERE NOT is_telling OR is_alone
UNION ALL BY NAME
SELECT summed.* EXCLUDE (is_partial), summed.is_partial OR held.unit_code IS NOT NULL AS is_partial
FROM summed
LEFT JOIN held USING (edition, unit_code, indicator, month)
WHERE held.unit_code IS NULL OR held.is_telling;
