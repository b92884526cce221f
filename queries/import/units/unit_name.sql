-- By which names units are found, and on which days: most have one for all days of their edition. Where a commune only
-- became a ward, both of its full names are good on all days, for they mean one place; another name is of its own days.
-- The first and the last day of an edition are no bounds here: unit_existed_at_that_date has words for them.
-- A view, for a file that names its units by code alone asks nothing of it.
--
-- grain:  one row per name of a unit
-- after:  unit, unit_change
-- as:     view
-- column: edition     VARCHAR
-- column: unit_code   VARCHAR
-- column: grain       VARCHAR
-- column: name        VARCHAR
-- column: full_name   VARCHAR
-- column: parent_code VARCHAR
-- column: since       DATE     NULL for a name that is good from the edition's first day on
-- column: until       DATE     NULL for a name that is good to the edition's last day

WITH first_known AS (
    FROM unit_change
    WHERE since IS NULL
),
version AS (
    SELECT
        edition,
        unit_code,
        since,
        name,
        full_name
    FROM unit_change
    UNION ALL
    SELECT
        unit.edition,
        unit.unit_code,
        NULL::DATE AS since,
        unit.name,
        unit.full_name
    FROM unit
    SEMI JOIN unit_change USING (edition, unit_code)
    ANTI JOIN first_known USING (edition, unit_code)
),
dated AS (
    SELECT
        *,
        lead(since) OVER (PARTITION BY edition, unit_code ORDER BY since NULLS FIRST) - 1 AS until
    FROM version
),
spanned AS (
    SELECT
        * EXCLUDE (since, until),
        CASE WHEN bool_and(since IS NOT NULL) OVER same_name THEN min(since) OVER same_name END AS since,
        CASE WHEN bool_and(until IS NOT NULL) OVER same_name THEN max(until) OVER same_name END AS until
    FROM dated
    WINDOW same_name AS (PARTITION BY edition, unit_code, name)
)
SELECT
    unit.edition,
    unit.unit_code,
    unit.grain,
    coalesce(spanned.name, unit.name) AS name,
    coalesce(spanned.full_name, unit.full_name) AS full_name,
    unit.parent_code,
    coalesce(spanned.since, nullif(unit.valid_from, DATE '2025-07-01')) AS since,
    coalesce(spanned.until, nullif(unit.valid_to, DATE '2025-06-30')) AS until
FROM unit
LEFT JOIN spanned USING (edition, unit_code)
