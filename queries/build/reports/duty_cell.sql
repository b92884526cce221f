-- How many days groups of each kind were on duty in a unit of any size, by month: two groups of a kind on one day are
-- two team-days, two shifts of one group are one. A unit of the other edition has those of the units that went over to
-- it whole, in months of which it has no roster of its own: who was on duty in a divided unit cannot be apportioned
-- (see `duty_divided`). Two hours of two groups, or of two people, are four; how many people were on duty is told only
-- where every shift says so.
--
-- grain:  one row per (edition, unit_code, month, team_kind)
-- after:  duty_shift, unit_ancestor, counterpart
-- from:   duty_shift
-- part:   province
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: month DATE
-- column: team_kind VARCHAR
-- column: team_days BIGINT
-- column: team_minutes BIGINT
-- column: person_minutes BIGINT
-- column: first_day DATE
-- column: last_day DATE

WITH team_day AS (
    SELECT
        duty_shift.edition,
        duty_shift.unit_code,
        duty_shift.date,
        duty_shift.team_kind,
        max(duty_shift.teams) AS teams,
        sum((duty_shift.end_minute - duty_shift.start_minute) * duty_shift.teams) AS team_minutes,
        CASE
            WHEN count(duty_shift.people) = count(*)
                THEN sum((duty_shift.end_minute - duty_shift.start_minute) * duty_shift.people)
        END AS person_minutes
    FROM duty_shift
    GROUP BY
        duty_shift.edition,
        duty_shift.unit_code,
        duty_shift.date,
        duty_shift.team_kind
),

own_edition AS (
    SELECT
        unit_ancestor.edition,
        unit_ancestor.ancestor_code AS unit_code,
        date_trunc('month', team_day.date)::DATE AS month,
        team_day.team_kind,
        sum(team_day.teams)::BIGINT AS team_days,
        sum(team_day.team_minutes)::BIGINT AS team_minutes,
        CASE WHEN count(team_day.person_minutes) = count(*) THEN sum(team_day.person_minutes) END::BIGINT
            AS person_minutes,
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
),

carried AS (
    SELECT
        counterpart.edition,
        counterpart.unit_code,
        own_edition.month,
        own_edition.team_kind,
        sum(own_edition.team_days)::BIGINT AS team_days,
        sum(own_edition.team_minutes)::BIGINT AS team_minutes,
        CASE WHEN count(own_edition.person_minutes) = count(*) THEN sum(own_edition.person_minutes) END::BIGINT
            AS person_minutes,
        min(own_edition.first_day) AS first_day,
        max(own_edition.last_day) AS last_day
    FROM own_edition
    INNER JOIN counterpart
        ON
            own_edition.edition = counterpart.from_edition
            AND own_edition.unit_code = counterpart.from_code
            AND counterpart.edition <> counterpart.from_edition
            AND counterpart.millionths = 1000000
    GROUP BY
        counterpart.edition,
        counterpart.unit_code,
        own_edition.month,
        own_edition.team_kind
)

SELECT own_edition.*
FROM own_edition
UNION ALL BY NAME
SELECT carried.*
FROM carried
ANTI JOIN own_edition
    ON
        carried.edition = own_edition.edition
        AND carried.unit_code = own_edition.unit_code
        AND carried.month = own_edition.month
ORDER BY
    edition,
    unit_code,
    month,
    team_kind
