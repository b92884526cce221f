-- Where dossiers of an area are stuck, by unit of one grain: collected, approved, activated at the end of a day, how
-- many wait before the next stage, and how many wait for approval beyond their legal time (see `overdue`).
-- Two stages are held against each other in those units alone that have a count of both. What waits grows where it is
-- more at the end than at the beginning of the change between own reports (see `own_pace`).
-- Who waits in so small a number that it could be pointed at is hidden here, small counts in the tables that are read.
--
-- grain:  one row per unit of the given grain within the parent, the parent itself included if it is of that grain
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  as_of              DATE           last day counted
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  grain              VARCHAR        nation, province, district, commune, a grouping; "every" for the first four
--                                           of them, "largest" for the first two
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  least_coverage     INTEGER        below this many per cent of communes reported a unit has no rate
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR
-- column: state              VARCHAR        value, suppressed, silent, not_reported, not_divisible or not_existing
-- column: reported_on        DATE           date of the newest report used
-- column: collected          BIGINT         cumulative counts of the stages
-- column: approved           BIGINT
-- column: activated          BIGINT
-- column: has_collected      BOOLEAN        whether reports count the stage, be the count hidden or not
-- column: has_approved       BOOLEAN        the same
-- column: has_activated      BOOLEAN        the same
-- column: approved_base      BIGINT         collected of the units that have a count of both
-- column: activated_base     BIGINT         approved of the units that have a count of both
-- column: approved_share     DOUBLE         approved / approved_base, in those units
-- column: activated_share    DOUBLE         activated / activated_base, in those units
-- column: unapproved         BIGINT         approved_base - approved in those units; below 0 where reports say so
-- column: unactivated        BIGINT         activated_base - activated, likewise
-- column: is_unapproved_few  BOOLEAN        whether it is hidden for so few are waiting
-- column: is_unactivated_few BOOLEAN        the same
-- column: unactivated_before BIGINT         unactivated where the change between own reports begins
-- column: unactivated_since  BIGINT         and where it ends, of the same units
-- column: changed_from       DATE           day from which the change counts, the earliest of its units
-- column: changed_until      DATE           day until which, the latest of its units
-- column: units_compared     BIGINT         reporting units that the change is made of, where no unit lacks a stage
-- column: eligible           BIGINT         eligible people of the units that reported; NULL where one has no count
-- column: unactivated_rate   DOUBLE         unactivated for each 1,000 eligible people
-- column: overdue            BIGINT         waiting for approval beyond the legal time, at least, of overdue_units;
--                                           NULL for a lower bound of 0, which says nothing
-- column: is_overdue_exact   BOOLEAN        whether it is no lower bound, but for the order in which dossiers are taken
-- column: overdue_units      BIGINT         units that overdue is made of
-- column: overdue_few        BIGINT         units whose number is hidden
-- column: units              BIGINT         reporting units, and communes for which none speaks
-- column: units_silent       BIGINT         of them without a report, or with none since the one that was due last
-- column: silent_units       VARCHAR        their names, where they are few
-- column: communes           BIGINT         communes of the area, in the era of the day
-- column: communes_reported  BIGINT         of them with a report, or covered by the area's own

WITH moment AS (
    SELECT
        least($as_of::DATE, max(coverage.last_day)) AS today,
        greatest(
            least($as_of::DATE, max(coverage.last_day)),
            max(later_day.date)
        ) AS dated
    FROM coverage
    LEFT JOIN later_day
        ON later_day.date <= $as_of::DATE
),

inside AS (
    SELECT
        area_era.*,
        moment.today,
        $as_of::DATE BETWEEN area_era.valid_from AND area_era.valid_to AS is_existing,
        area_era.era = era.edition OR area_era.grain = 'commune' AS is_counted,
        era.edition AS era_of_figures
    FROM area_era
    INNER JOIN unit_ancestor
        ON
            area_era.edition = unit_ancestor.edition
            AND area_era.unit_code = unit_ancestor.unit_code
    CROSS JOIN moment
    LEFT JOIN era
        ON moment.today BETWEEN era.first_day AND era.last_day
    WHERE
        area_era.edition = $edition::VARCHAR
        AND CASE
            WHEN $grain::VARCHAR = 'every' THEN area_era.grain IN ('nation', 'province', 'district', 'commune')
            WHEN $grain::VARCHAR = 'largest' THEN area_era.grain IN ('nation', 'province')
            ELSE area_era.grain = $grain::VARCHAR
        END
        AND $as_of::DATE BETWEEN area_era.first_day AND area_era.last_day
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
),

-- What is known of each unit of any size on the day, stages side by side.
stood AS (
    SELECT
        area_progress.edition,
        area_progress.unit_code,
        max(area_progress.reported_at) AS reported_at,
        bool_and(area_progress.is_silent) AS is_silent,
        bool_and(area_progress.is_hidden) AS is_hidden,
        bool_or(area_progress.stage = 'collected') AS has_collected,
        bool_or(area_progress.stage = 'approved') AS has_approved,
        bool_or(area_progress.stage = 'activated') AS has_activated,
        max(area_progress.count) FILTER (WHERE area_progress.stage = 'collected') AS collected,
        max(area_progress.count) FILTER (WHERE area_progress.stage = 'approved') AS approved,
        max(area_progress.count) FILTER (WHERE area_progress.stage = 'activated') AS activated,
        max(area_progress.count_before) FILTER (WHERE area_progress.stage = 'approved') AS approved_before,
        max(area_progress.count_since) FILTER (WHERE area_progress.stage = 'approved') AS approved_since,
        max(area_progress.count_before) FILTER (WHERE area_progress.stage = 'activated') AS activated_before,
        max(area_progress.count_since) FILTER (WHERE area_progress.stage = 'activated') AS activated_since,
        -- Both stages are compared over the same days and units, or not at all.
        count(DISTINCT area_progress.units_compared) FILTER (WHERE area_progress.stage <> 'collected') = 1
        AND count(DISTINCT area_progress.changed_from) FILTER (WHERE area_progress.stage <> 'collected') = 1
        AND count(DISTINCT area_progress.changed_until) FILTER (WHERE area_progress.stage <> 'collected') = 1
            AS is_compared,
        max(area_progress.units_compared) FILTER (WHERE area_progress.stage = 'activated') AS units_compared,
        min(area_progress.changed_from) FILTER (WHERE area_progress.stage <> 'collected') AS changed_from,
        max(area_progress.changed_until) FILTER (WHERE area_progress.stage <> 'collected') AS changed_until
    FROM area_progress
    INNER JOIN moment
        ON area_progress.date = moment.dated
    WHERE area_progress.level = $level::VARCHAR
    GROUP BY
        area_progress.edition,
        area_progress.unit_code
),

-- Both levels together are the sum of what is known of each, or what reports of both together say, if that is more.
late AS (
    SELECT
        overdue.edition,
        overdue.unit_code,
        CASE
            WHEN $level::VARCHAR <> 'all' THEN max(overdue.overdue)
            ELSE
                greatest(
                    sum(overdue.overdue) FILTER (WHERE overdue.level <> 'all'),
                    max(overdue.overdue) FILTER (WHERE overdue.level = 'all')
                )
        END AS overdue,
        bool_or(overdue.is_hidden) AS is_hidden,
        coalesce(bool_and(overdue.is_exact) FILTER (WHERE overdue.level <> 'all'), FALSE)
        AND NOT bool_or(overdue.is_hidden)
        AND (
            $level::VARCHAR <> 'all'
            OR count(*) FILTER (WHERE overdue.level <> 'all') = 2
        ) AS is_exact
    FROM overdue
    CROSS JOIN moment
    WHERE
        (overdue.level = $level::VARCHAR OR $level::VARCHAR = 'all')
        AND moment.dated BETWEEN overdue.first_day AND overdue.last_day
    GROUP BY
        overdue.edition,
        overdue.unit_code
),

people AS (
    SELECT
        in_force.edition,
        in_force.unit_code,
        in_force.value
    FROM in_force
    WHERE
        in_force.base = 'eligible'
        AND $as_of::DATE BETWEEN in_force.first_day AND in_force.last_day
),

part AS (
    SELECT
        area_part.area_code,
        area_part.communes,
        people.value AS eligible,
        stood.reported_at IS NOT NULL AS is_known,
        coalesce(stood.is_silent, TRUE) AS is_silent,
        CASE WHEN NOT stood.is_silent THEN late.overdue END AS overdue,
        NOT stood.is_silent AND late.is_hidden AS is_few,
        late.is_exact,
        area_name.unit_name
    FROM inside
    INNER JOIN area_part
        ON
            inside.edition = area_part.edition
            AND inside.unit_code = area_part.area_code
            AND inside.era_of_figures = area_part.era
            AND area_part.level = $level::VARCHAR
            AND inside.is_counted
    LEFT JOIN stood
        ON
            area_part.source = stood.edition
            AND area_part.unit_code = stood.unit_code
    LEFT JOIN late
        ON
            area_part.source = late.edition
            AND area_part.unit_code = late.unit_code
    LEFT JOIN people
        ON
            area_part.source = people.edition
            AND area_part.unit_code = people.unit_code
    LEFT JOIN area_name
        ON
            area_part.source = area_name.edition
            AND area_part.unit_code = area_name.unit_code
            AND coalesce(stood.is_silent, TRUE)
            AND $as_of::DATE BETWEEN area_name.first_day AND area_name.last_day
    WHERE
        stood.reported_at IS NOT NULL
        OR inside.today BETWEEN area_part.first_day AND area_part.last_day
),

summed AS (
    SELECT
        part.area_code AS unit_code,
        CASE
            WHEN count(part.eligible) FILTER (WHERE part.is_known) = count(*) FILTER (WHERE part.is_known)
                THEN sum(part.eligible) FILTER (WHERE part.is_known)
        END AS eligible,
        sum(part.overdue) AS overdue,
        count(part.overdue) AS overdue_units,
        count(*) FILTER (WHERE part.is_few) AS overdue_few,
        bool_and(part.is_exact) FILTER (WHERE part.overdue IS NOT NULL)
        AND count(*) = count(part.overdue) AS is_exact,
        count(*) AS units,
        count(*) FILTER (WHERE part.is_silent) AS units_silent,
        string_agg(part.unit_name, ', ' ORDER BY part.unit_name) FILTER (WHERE part.is_silent) AS silent_units,
        sum(part.communes) AS communes,
        sum(part.communes) FILTER (WHERE part.is_known) AS communes_reported
    FROM part
    GROUP BY part.area_code
),

-- Where some of an area's units lack a stage, what the others counted of both.
with_stage AS (
    SELECT partial_stage.*
    FROM partial_stage
    WHERE
        partial_stage.edition = $edition::VARCHAR
        AND partial_stage.level = $level::VARCHAR
        AND (
            partial_stage.stage = 'approved' AND partial_stage.base = 'collected'
            OR partial_stage.stage = 'activated' AND partial_stage.base = 'approved'
        )
        AND $as_of::DATE BETWEEN partial_stage.first_day AND partial_stage.last_day
),

-- Each pair of stages: [of the later one, of the earlier one], and both ends of the change of the second pair.
paired AS (
    SELECT
        inside.*,
        stood.* EXCLUDE (edition, unit_code, is_compared),
        summed.* EXCLUDE (unit_code, is_exact),
        summed.is_exact,
        coalesce(summed.communes_reported, 0) * 100 >= summed.communes * $least_coverage::INTEGER AS is_covered,
        CASE
            WHEN received.unit_code IS NULL THEN [stood.approved, stood.collected]
            WHEN NOT received.is_hidden THEN [received.count, received.other_count]
        END::BIGINT[] AS first_pair,
        CASE
            WHEN worked.unit_code IS NULL THEN [stood.activated, stood.approved]
            WHEN NOT worked.is_hidden THEN [worked.count, worked.other_count]
        END::BIGINT[] AS second_pair,
        CASE
            WHEN worked.unit_code IS NOT NULL
                THEN [worked.other_before - worked.count_before, worked.other_since - worked.count_since]
            WHEN stood.is_compared
                THEN
                    [
                        stood.approved_before - stood.activated_before,
                        stood.approved_since - stood.activated_since
                    ]
        END::BIGINT[] AS waited,
        build.small_count,
        worked.unit_code IS NOT NULL AS is_partial,
        CASE
            WHEN NOT inside.is_existing THEN 'not_existing'
            WHEN NOT inside.is_divisible THEN 'not_divisible'
            WHEN stood.reported_at IS NULL THEN 'not_reported'
            WHEN stood.is_hidden THEN 'suppressed'
            WHEN stood.is_silent THEN 'silent'
            ELSE 'value'
        END AS state
    FROM inside
    CROSS JOIN build
    LEFT JOIN stood
        ON
            inside.edition = stood.edition
            AND inside.unit_code = stood.unit_code
            AND inside.is_counted
            AND inside.is_existing
    LEFT JOIN summed
        ON inside.unit_code = summed.unit_code
    LEFT JOIN with_stage AS received
        ON
            inside.unit_code = received.unit_code
            AND received.stage = 'approved'
    LEFT JOIN with_stage AS worked
        ON
            inside.unit_code = worked.unit_code
            AND worked.stage = 'activated'
),

waiting AS (
    SELECT
        paired.*,
        paired.first_pair[2] - paired.first_pair[1] AS before_approval,
        paired.second_pair[2] - paired.second_pair[1] AS before_activation,
        -- Both ends, or neither: one would tell the other with the change of the counts.
        paired.waited[1] IS NOT NULL
        AND paired.waited[2] IS NOT NULL
        AND abs(paired.waited[1]) NOT BETWEEN 1 AND paired.small_count - 1
        AND abs(paired.waited[2]) NOT BETWEEN 1 AND paired.small_count - 1 AS is_change_shown
    FROM paired
),

hidden AS (
    SELECT
        waiting.*,
        coalesce(abs(waiting.before_approval) BETWEEN 1 AND waiting.small_count - 1, FALSE) AS is_unapproved_few,
        coalesce(abs(waiting.before_activation) BETWEEN 1 AND waiting.small_count - 1, FALSE) AS is_unactivated_few
    FROM waiting
)

SELECT
    hidden.unit_code,
    hidden.unit_name,
    hidden.state,
    hidden.reported_at::DATE AS reported_on,
    hidden.collected,
    hidden.approved,
    hidden.activated,
    coalesce(hidden.has_collected, FALSE) AS has_collected,
    coalesce(hidden.has_approved, FALSE) AS has_approved,
    coalesce(hidden.has_activated, FALSE) AS has_activated,
    hidden.first_pair[2] AS approved_base,
    hidden.second_pair[2] AS activated_base,
    CASE
        WHEN hidden.is_covered AND NOT hidden.is_unapproved_few
            THEN hidden.first_pair[1]::DOUBLE / nullif(hidden.first_pair[2], 0)
    END AS approved_share,
    CASE
        WHEN hidden.is_covered AND NOT hidden.is_unactivated_few
            THEN hidden.second_pair[1]::DOUBLE / nullif(hidden.second_pair[2], 0)
    END AS activated_share,
    CASE WHEN NOT hidden.is_unapproved_few THEN hidden.before_approval END::BIGINT AS unapproved,
    CASE WHEN NOT hidden.is_unactivated_few THEN hidden.before_activation END::BIGINT AS unactivated,
    hidden.is_unapproved_few,
    hidden.is_unactivated_few,
    CASE WHEN hidden.is_change_shown THEN hidden.waited[1] END AS unactivated_before,
    CASE WHEN hidden.is_change_shown THEN hidden.waited[2] END AS unactivated_since,
    CASE WHEN hidden.is_change_shown THEN hidden.changed_from END AS changed_from,
    CASE WHEN hidden.is_change_shown THEN hidden.changed_until END AS changed_until,
    CASE WHEN hidden.is_change_shown AND NOT hidden.is_partial THEN hidden.units_compared END AS units_compared,
    hidden.eligible::BIGINT AS eligible,
    CASE
        WHEN hidden.is_covered AND NOT hidden.is_unactivated_few
            THEN 1000 * hidden.before_activation::DOUBLE / nullif(hidden.eligible, 0)
    END AS unactivated_rate,
    CASE
        WHEN hidden.state IN ('value', 'suppressed') AND (hidden.overdue > 0 OR hidden.is_exact) THEN hidden.overdue
    END::BIGINT AS overdue,
    coalesce(hidden.is_exact, FALSE) AS is_overdue_exact,
    coalesce(hidden.overdue_units, 0) AS overdue_units,
    coalesce(hidden.overdue_few, 0) AS overdue_few,
    coalesce(hidden.units, 0) AS units,
    coalesce(hidden.units_silent, 0) AS units_silent,
    CASE WHEN hidden.units_silent <= 8 THEN hidden.silent_units END AS silent_units,
    coalesce(hidden.communes, 0)::BIGINT AS communes,
    coalesce(hidden.communes_reported, 0)::BIGINT AS communes_reported
FROM hidden
ORDER BY
    unactivated DESC NULLS LAST,
    hidden.sort_key,
    hidden.unit_code
