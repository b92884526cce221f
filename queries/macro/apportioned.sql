-- A part's share of a total that is divided among several: the whole part of it, and one more where its remainder is
-- among the largest, so that the parts sum up to the total exactly. Where the shares do not sum to a whole (a million
-- millionths), the parts sum up to that share of the total, rounded half up.
-- divided names the columns that tell one division from another, as (a, b); part orders equal remainders.
CREATE OR REPLACE TEMP MACRO apportioned(total, millionths, divided, part) AS ( -- noqa: CP05
    sign(total) * (
        abs(total) * millionths // 1000000
        + CASE
            WHEN
                row_number() OVER (PARTITION BY divided ORDER BY abs(total) * millionths % 1000000 DESC, part)
                <= (abs(total) * sum(millionths) OVER (PARTITION BY divided) + 500000) // 1000000
                - sum(abs(total) * millionths // 1000000) OVER (PARTITION BY divided)
                THEN 1
            ELSE 0
        END
    )
)::BIGINT;
