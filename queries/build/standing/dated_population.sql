-- Counts of people with the days on which they are in force: of several counts of a population base the newest one,
-- the first one also before its own date. A count from before a unit took over from others holds up to that day.
--
-- grain:  one row per (edition, unit_code, base, in_force_from)
-- after:  population_base, inherited_population, handover
-- part:   province
-- from:   population_base, inherited_population
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: base VARCHAR
-- column: value BIGINT
-- column: is_inherited BOOLEAN
-- column: in_force_from DATE
-- column: in_force_to DATE

-- The days since which a unit is what it is: from its beginning, from each day on which it took over from others, and,
-- if it ended, from then on nothing.
WITH life AS (
    SELECT DISTINCT
        population_base.edition,
        population_base.unit_code,
        DATE '0001-01-01' AS begun_on
    FROM population_base
    UNION
    SELECT
        inherited_population.edition,
        inherited_population.unit_code,
        inherited_population.begun_on
    FROM inherited_population
    UNION
    SELECT
        handover.edition,
        handover.unit_code,
        handover.day AS begun_on
    FROM handover
    UNION
    SELECT
        handover.edition,
        handover.from_code AS unit_code,
        handover.day AS begun_on
    FROM handover
),

lasting AS (
    SELECT
        life.*,
        coalesce(
            lead(life.begun_on) OVER (PARTITION BY life.edition, life.unit_code ORDER BY life.begun_on) - 1,
            DATE '9999-12-31'
        ) AS ended_on
    FROM life
),

every_base AS (
    SELECT
        population_base.edition,
        population_base.unit_code,
        population_base.base,
        population_base.as_of,
        population_base.count,
        FALSE AS is_inherited,
        lasting.begun_on,
        lasting.ended_on
    FROM population_base
    INNER JOIN lasting
        ON
            population_base.edition = lasting.edition
            AND population_base.unit_code = lasting.unit_code
            AND population_base.as_of BETWEEN lasting.begun_on AND lasting.ended_on
    UNION ALL
    SELECT
        inherited_population.edition,
        inherited_population.unit_code,
        inherited_population.base,
        inherited_population.as_of,
        inherited_population.count,
        TRUE AS is_inherited,
        lasting.begun_on,
        lasting.ended_on
    FROM inherited_population
    INNER JOIN lasting
        ON
            inherited_population.edition = lasting.edition
            AND inherited_population.unit_code = lasting.unit_code
            AND inherited_population.begun_on = lasting.begun_on
    -- A unit counted anew on the same day needs no inheritance.
    ANTI JOIN population_base
        ON
            inherited_population.edition = population_base.edition
            AND inherited_population.unit_code = population_base.unit_code
            AND inherited_population.base = population_base.base
            AND inherited_population.as_of = population_base.as_of
            -- That of before it took over from others is no count of all.
            AND inherited_population.begun_on <= population_base.as_of
),

dated_base AS (
    SELECT
        every_base.*,
        CASE
            WHEN row_number() OVER counts = 1 THEN every_base.begun_on
            ELSE greatest(every_base.as_of, every_base.begun_on)
        END AS in_force_from,
        coalesce(lead(every_base.as_of) OVER counts - 1, every_base.ended_on) AS in_force_to
    FROM every_base
    WINDOW counts AS (
        PARTITION BY every_base.edition, every_base.unit_code, every_base.base, every_base.begun_on
        ORDER BY every_base.as_of
    )
)

SELECT
    dated_base.edition,
    dated_base.unit_code,
    dated_base.base,
    dated_base.count AS value,
    dated_base.is_inherited,
    dated_base.in_force_from,
    dated_base.in_force_to
FROM dated_base
WHERE dated_base.in_force_from <= dated_base.in_force_to
