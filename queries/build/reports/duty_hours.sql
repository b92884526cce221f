-- How much of 7:00 to 22:00 somebody was on duty in the communes of a unit, by month and kind of day (a weekend day
-- that is worked for another is an ordinary one). A commune's days count from the first day of its roster in the month
-- to the last: those between without a shift were without duty. Shifts at the same time count once. A unit of the other
-- edition has the days of the communes that went over to it whole (see `duty_cell`).
--
-- grain:  one row per (edition, unit_code, month, day_kind)
-- after:  duty_shift, unit, unit_ancestor, holiday, counterpart
-- from:   duty_shift
-- part:   province
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: month DATE
-- column: day_kind VARCHAR
-- column: minutes BIGINT
-- column: unit_days BIGINT
-- column: units BIGINT

-- From each start, the minutes that no earlier shift of the day covers.
WITH added AS (
    SELECT
        duty_shift.edition,
        duty_shift.unit_code,
        duty_shift.date,
        least(duty_shift.end_minute, 1320)
        - greatest(
            duty_shift.start_minute,
            420,
            coalesce(
                max(duty_shift.end_minute) OVER (
                    PARTITION BY duty_shift.edition, duty_shift.unit_code, duty_shift.date
                    ORDER BY duty_shift.start_minute, duty_shift.end_minute, duty_shift.team_kind
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ),
                0
            )
        ) AS minutes
    FROM duty_shift
    INNER JOIN unit
        ON
            duty_shift.edition = unit.edition
            AND duty_shift.unit_code = unit.unit_code
            AND unit.grain = 'commune'
),

covered AS (
    SELECT
        added.edition,
        added.unit_code,
        added.date,
        sum(greatest(added.minutes, 0)) AS minutes
    FROM added
    GROUP BY
        added.edition,
        added.unit_code,
        added.date
),

spanned AS (
    SELECT
        covered.edition,
        covered.unit_code,
        unnest(range(min(covered.date), max(covered.date) + 1, INTERVAL 1 DAY))::DATE AS date
    FROM covered
    GROUP BY
        covered.edition,
        covered.unit_code,
        date_trunc('month', covered.date)
),

own_edition AS (
    SELECT
        unit_ancestor.edition,
        unit_ancestor.ancestor_code AS unit_code,
        date_trunc('month', spanned.date)::DATE AS month,
        CASE
            WHEN holiday.is_worked IS FALSE THEN 'holiday'
            WHEN holiday.is_worked IS NULL AND isodow(spanned.date) >= 6 THEN 'weekend'
            ELSE 'ordinary'
        END AS day_kind,
        sum(coalesce(covered.minutes, 0))::BIGINT AS minutes,
        count(*) AS unit_days,
        count(DISTINCT spanned.unit_code) AS units
    FROM spanned
    INNER JOIN unit_ancestor
        ON
            spanned.edition = unit_ancestor.edition
            AND spanned.unit_code = unit_ancestor.unit_code
    LEFT JOIN covered
        ON
            spanned.edition = covered.edition
            AND spanned.unit_code = covered.unit_code
            AND spanned.date = covered.date
    LEFT JOIN holiday
        ON spanned.date = holiday.date
    GROUP BY
        unit_ancestor.edition,
        unit_ancestor.ancestor_code,
        date_trunc('month', spanned.date),
        day_kind
),

carried AS (
    SELECT
        counterpart.edition,
        counterpart.unit_code,
        own_edition.month,
        own_edition.day_kind,
        sum(own_edition.minutes)::BIGINT AS minutes,
        sum(own_edition.unit_days)::BIGINT AS unit_days,
        sum(own_edition.units)::BIGINT AS units
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
        own_edition.day_kind
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
    day_kind
