-- The parameters of a macro are no types, as sqlfluff has it.
-- noqa: disable=all

-- What was set for units (targets, counts of people), in pieces: one for each unit that these had become a part of.
-- `given` names a table with edition, unit_code, set_on (the day whose units it was set for) and figure, a structure that
-- tells one figure of a unit from another. A unit has what all of its parts had (is_of_all): a part's is not the whole's.
CREATE OR REPLACE TEMP MACRO pieces(given) AS TABLE
WITH piece AS (
    SELECT
        given_figure.* EXCLUDE (edition, unit_code),
        descent.edition,
        descent.unit_code,
        descent.day AS begun_on,
        descent.is_inside,
        descent.from_edition,
        descent.from_code,
        descent.millionths
    FROM query_table(given) AS given_figure
    INNER JOIN descent
        ON
            given_figure.edition = descent.from_edition
            AND given_figure.unit_code = descent.from_code
            AND given_figure.set_on BETWEEN descent.first_day AND descent.last_day
),

made_of AS (
    SELECT edition, unit_code, day AS begun_on, from_edition, set_on, count(*) AS parts
    FROM (SELECT DISTINCT set_on FROM piece)
    INNER JOIN descent ON set_on BETWEEN descent.first_day AND descent.last_day
    GROUP BY ALL
)

SELECT
    piece.*,
    count(*) OVER (PARTITION BY edition, unit_code, begun_on, from_edition, set_on, figure) = parts AS is_of_all
FROM piece
INNER JOIN made_of USING (edition, unit_code, begun_on, from_edition, set_on);
