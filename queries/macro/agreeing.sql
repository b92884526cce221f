-- A part of an apportioned total, made to agree: where a total of both levels together is the sum of the two levels',
-- its part is the sum of their parts. divided names the columns that tell one part of one division from another, but
-- for the level.
CREATE OR REPLACE TEMP MACRO agreeing(level, total, part, divided) AS ( -- noqa: CP05
    CASE
        WHEN
            level = 'all'
            AND count(total) FILTER (WHERE level <> 'all') OVER (PARTITION BY divided) = 2
            AND total = sum(total) FILTER (WHERE level <> 'all') OVER (PARTITION BY divided)
            THEN sum(part) FILTER (WHERE level <> 'all') OVER (PARTITION BY divided)
        ELSE part
    END
)::BIGINT;
