-- An indicator's numerator and denominator are counts of people or cases: none below zero, none of nine digits.
--
-- on:     incoming indicator
-- column: row    BIGINT   row of the file
-- column: field  VARCHAR  the column at fault
-- column: detail VARCHAR  what the message adds

SELECT
    incoming.row,
    CASE
        WHEN incoming.numerator NOT BETWEEN 0 AND 99999999 THEN 'numerator'
        ELSE 'denominator'
    END AS field,
    NULL AS detail
FROM incoming
WHERE
    incoming.numerator NOT BETWEEN 0 AND 99999999
    OR incoming.denominator NOT BETWEEN 0 AND 99999999
