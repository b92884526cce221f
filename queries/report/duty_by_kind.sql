-- How many days groups of each kind were on duty in a unit over some months, and what they counted in those months, of
-- which both a roster and detailed exports tell. Counts are withheld in the table (see `work_cell`).
--
-- grain:  one row per kind of group with duty
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  unit               VARCHAR        a unit's code
-- param:  date_from          DATE           first day, the beginning of its month
-- param:  date_to            DATE           last day, the end of its month
-- param:  stage              VARCHAR        collected, approved or activated; both levels together
-- column: team_kind          VARCHAR        kind of working group
-- column: team_days          BIGINT         days on duty, of each group, in all these months
-- column: first_day          DATE           first day on duty
-- column: last_day           DATE           and the last one
-- column: shared_days        BIGINT         of team_days those in months of which there are exports
-- column: shared_minutes     BIGINT         how long each group was on duty in those months, added up
-- column: person_minutes     BIGINT         the same of each person; NULL where a roster does not say how many
-- column: counted            BIGINT         what may be shown of what these groups counted in them; NULL if nothing
-- column: is_partial         BOOLEAN        whether small counts are withheld of it

WITH duty AS (
    SELECT duty_cell.*
    FROM duty_cell
    WHERE
        duty_cell.edition = $edition::VARCHAR
        AND duty_cell.unit_code = $unit::VARCHAR
        AND duty_cell.month BETWEEN date_trunc('month', $date_from::DATE) AND $date_to::DATE
),

-- Of a month with exports in which no group of a kind is named, that kind counted nothing.
exported AS (
    SELECT
        work_cell.month,
        work_cell.cell,
        work_cell.count,
        work_cell.is_partial
    FROM work_cell
    WHERE
        work_cell.edition = $edition::VARCHAR
        AND work_cell.unit_code = $unit::VARCHAR
        AND work_cell.division = 'team'
        AND work_cell.stage = $stage::VARCHAR
        AND work_cell.month BETWEEN date_trunc('month', $date_from::DATE) AND $date_to::DATE
),

month_exported AS (
    SELECT DISTINCT exported.month
    FROM exported
    WHERE exported.cell <> 'unnamed'
)

SELECT
    duty.team_kind,
    sum(duty.team_days)::BIGINT AS team_days,
    min(duty.first_day) AS first_day,
    max(duty.last_day) AS last_day,
    sum(CASE WHEN month_exported.month IS NOT NULL THEN duty.team_days END)::BIGINT AS shared_days,
    sum(CASE WHEN month_exported.month IS NOT NULL THEN duty.team_minutes END)::BIGINT AS shared_minutes,
    CASE
        WHEN count(*) FILTER (WHERE month_exported.month IS NOT NULL AND duty.person_minutes IS NULL) = 0
            THEN sum(CASE WHEN month_exported.month IS NOT NULL THEN duty.person_minutes END)
    END::BIGINT AS person_minutes,
    sum(
        CASE
            WHEN exported.month IS NOT NULL THEN exported.count
            WHEN month_exported.month IS NOT NULL THEN 0
        END
    )::BIGINT AS counted,
    coalesce(bool_or(exported.is_partial), FALSE) AS is_partial
FROM duty
LEFT JOIN month_exported
    ON duty.month = month_exported.month
LEFT JOIN exported
    ON
        duty.month = exported.month
        AND duty.team_kind = exported.cell
GROUP BY duty.team_kind
ORDER BY duty.team_kind
