-- How many days groups of each kind were on duty in a unit of any size, by month: two groups of a kind on one day are
-- two team-days, two shifts of one group are one. In the units of their own day.
--
-- grain:  one row per (edition, unit_code, month, team_kind)
-- after:  duty_shift, unit_ancestor
-- part:   province
-- as:     published

WITH team_day AS (
    SELECT
        duty_shift.edition,
        duty_shift.unit_code,
        duty_shift.date,
        duty_shift.team_kind,
        max(duty_shift.teams) AS teams
    FROM duty_shift
    GROUP BY
        duty_shift.edition,
        duty_shift.unit_code,
        duty_shift.date,
        duty_shift.team_kind
)

SELECT
    unit_ancestor.edition,
    unit_ancestor.ancestor_code AS unit_code,
    date_trunc('month', team_day.date)::DATE AS month,
    team_day.team_kind,
    sum(team_day.teams)::BIGINT AS team_days,
    min(team_day.date) AS first_day,
    max(team_day.date) AS last_day
FROM team_day
INNER JOIN unit_ancestor
    ON
        team_day.edition = unit_ancestor.edition
        AND team_day.unit_code = unit_ancestor.unit_code
GROUP BY
    unit_ancestor.edition,
    unit_ancestor.ancestor_code,
    date_trunc('month', team_day.date),
    team_day.team_kind
ORDER BY
    unit_ancestor.edition,
    unit_ancestor.ancestor_code,
    month,
    team_day.team_kind
