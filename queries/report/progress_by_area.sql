-- Accounts against the chosen base, by area of one grain (a commune too), at the end of one day.
-- A rate sums numerators and denominators of the units that reported and have a denominator; the others are counted
-- beside it, so that nobody looks better, or worse, by not reporting.
-- On a day of the other era an area's figures are made of the reports of that era's units (see `area_era`).
-- Counts that are small, or give a small one away, are hidden in the tables that are read (see `hidden_count`).
--
-- grain:  one row per unit of the given grain within the parent, the parent itself included if it is of that grain
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  as_of              DATE           last day counted
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  grain              VARCHAR        nation, province, district, commune or a grouping
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  stage              VARCHAR        stage counted: collected, approved or activated
-- param:  issuer             VARCHAR        whose target: ministry, province or district
-- param:  base               VARCHAR        target, eligible, permanent_residents, approved or collected
-- param:  late_after_days    INTEGER        a newest report older than this is late
-- column: unit_code          VARCHAR
-- column: unit_name          VARCHAR
-- column: parent_name        VARCHAR        the unit above
-- column: state              VARCHAR        value, zero, late, not_reported, suppressed, not_divisible or not_existing
-- column: activated          BIGINT         cumulative accounts activated, all that reported
-- column: counted            BIGINT         cumulative count of the chosen stage, all that reported
-- column: target             BIGINT         the issuer's target of those that reported; NULL where none was set
-- column: target_share       DOUBLE         activated / target, over those that reported and have one; may pass 1
-- column: numerator          BIGINT         counted of those that reported and have a denominator
-- column: denominator        BIGINT         count of the chosen base of the same units
-- column: share              DOUBLE         numerator / denominator; may pass 1
-- column: share_before       DOUBLE         the same one period earlier, over the units that had reported by then
-- column: rank               BIGINT         by share as printed, equal ones share a rank; NULL without a share
-- column: rank_before        BIGINT         the same one period earlier
-- column: reported_at        TIMESTAMP      time of the newest report used
-- column: reported_on        DATE           date of the newest report used
-- column: days_late          INTEGER        days between that report and as_of
-- column: pace_7             DOUBLE         counted a day, between reports some 7 days apart, by units that have such
-- column: pace_14            DOUBLE         the same over some 14 days
-- column: paced_from         DATE           day from which pace_7 counts, the earliest of its units
-- column: paced_until        DATE           day until which, the latest of its units
-- column: units_paced        BIGINT         reporting units that pace_7 is made of
-- column: units_reported     BIGINT         reporting units that counted is made of
-- column: deadline           DATE           nearest deadline of the targets in force
-- column: missing            BIGINT         still to count to reach the targets in force; NULL without any
-- column: required_per_day   DOUBLE         still to count a day until the deadline, it included; NULL once it passed
-- column: communes           BIGINT         communes of the area, in the era of the day
-- column: communes_reported  BIGINT         of them with a report, or covered by the area's own
-- column: communes_late      BIGINT         of them with only a late one
-- column: communes_done      BIGINT         of them at or above their denominator
-- column: counted_before     BIGINT         counted one period earlier, of the units that had reported by then
-- column: counted_since      BIGINT         counted today by those same units
-- column: parts              BIGINT         units of other days that a commune's figure is carried from
-- column: parts_reported     BIGINT         of them with a report
-- column: reallocated        BIGINT         the part of counted that was shared out; NULL where none was
-- column: is_inherited       BOOLEAN        a target in force was set for the units that one was made of

WITH moment AS (
    SELECT least($as_of::DATE, max(coverage.last_day)) AS today
    FROM coverage
),

-- Beyond the end of an era of which the newest figures are, only communes stand where they stood.
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
        AND area_era.grain = $grain::VARCHAR
        AND $as_of::DATE BETWEEN area_era.first_day AND area_era.last_day
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
),

-- What is known of each unit of any size on the day: of the chosen stage, of a base that is a stage, of activation.
stood AS (
    SELECT
        area_progress.edition,
        area_progress.unit_code,
        max(area_progress.reported_at) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS reported_at,
        bool_or(area_progress.is_hidden) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS is_hidden,
        max(area_progress.count) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS counted,
        max(area_progress.count_before) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS counted_before,
        max(area_progress.count_since) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS counted_since,
        max(area_progress.pace_7) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS pace_7,
        max(area_progress.pace_14) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS pace_14,
        max(area_progress.paced_from) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS paced_from,
        max(area_progress.paced_until) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS paced_until,
        max(area_progress.units_paced) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS units_paced,
        max(area_progress.units_reported) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS units_reported,
        max(area_progress.units_compared) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS units_compared,
        max(area_progress.shared_out) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS reallocated,
        max(area_progress.parts) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS parts,
        max(area_progress.parts_reported) FILTER (WHERE area_progress.stage = $stage::VARCHAR) AS parts_reported,
        max(area_progress.count) FILTER (WHERE area_progress.stage = 'activated') AS activated,
        max(area_progress.count) FILTER (WHERE area_progress.stage = $base::VARCHAR) AS measure,
        max(area_progress.count_before) FILTER (WHERE area_progress.stage = $base::VARCHAR) AS measure_before,
        bool_or(area_progress.is_hidden) FILTER (WHERE area_progress.stage = $base::VARCHAR) AS is_measure_hidden
    FROM area_progress
    INNER JOIN moment
        ON area_progress.date = moment.today
    WHERE area_progress.level = $level::VARCHAR
    GROUP BY
        area_progress.edition,
        area_progress.unit_code
),

asked AS (
    SELECT
        in_force.edition,
        in_force.unit_code,
        max(in_force.value) FILTER (
            WHERE in_force.base = 'target' AND in_force.stage = 'activated'
        ) AS activation_target,
        max(in_force.value) FILTER (WHERE in_force.base = 'target' AND in_force.stage = $stage::VARCHAR) AS target,
        max(in_force.deadline) FILTER (WHERE in_force.stage = $stage::VARCHAR) AS deadline,
        bool_or(in_force.is_inherited) FILTER (WHERE in_force.stage = $stage::VARCHAR) AS is_inherited,
        max(in_force.value) FILTER (
            WHERE in_force.base = $base::VARCHAR AND coalesce(in_force.stage, $stage::VARCHAR) = $stage::VARCHAR
        ) AS denominator
    FROM in_force
    WHERE
        $as_of::DATE BETWEEN in_force.first_day AND in_force.last_day
        AND (
            (in_force.base = 'target' AND in_force.issuer = $issuer::VARCHAR AND in_force.level = $level::VARCHAR)
            OR (in_force.base <> 'target' AND in_force.base = $base::VARCHAR)
        )
    GROUP BY
        in_force.edition,
        in_force.unit_code
),

-- The units whose reports an area is made of, with what they are held against.
summed AS (
    SELECT
        contributor.area_code AS unit_code,
        sum(asked.activation_target) AS activation_target,
        sum(asked.target) AS target,
        sum(asked.denominator) AS denominator,
        sum(CASE WHEN stood.units_compared > 0 THEN asked.denominator END) AS denominator_before,
        bool_or(asked.is_inherited) AS is_inherited,
        coalesce(
            min(CASE WHEN asked.deadline >= $as_of::DATE THEN asked.deadline END),
            max(asked.deadline)
        ) AS deadline,
        -- A unit that reports as a whole speaks for each of its communes.
        sum(contributor.communes) AS communes_reported,
        sum(contributor.communes) FILTER (
            WHERE date_diff('day', stood.reported_at::DATE, $as_of::DATE) > $late_after_days::INTEGER
        ) AS communes_late,
        count(*) FILTER (
            WHERE
            contributor.grain = 'commune'
            AND (
                stood.counted >= coalesce(asked.denominator, stood.measure)
                OR reached_base.unit_code IS NOT NULL
            )
        ) AS communes_done
    FROM inside
    INNER JOIN contributor
        ON
            inside.edition = contributor.edition
            AND inside.unit_code = contributor.area_code
            AND inside.era_of_figures = contributor.era
            AND contributor.level = $level::VARCHAR
            AND inside.is_counted
    INNER JOIN stood
        ON
            contributor.source = stood.edition
            AND contributor.unit_code = stood.unit_code
            AND stood.reported_at IS NOT NULL
    LEFT JOIN asked
        ON
            contributor.source = asked.edition
            AND contributor.unit_code = asked.unit_code
    LEFT JOIN reached_base
        ON
            contributor.source = reached_base.edition
            AND contributor.unit_code = reached_base.unit_code
            AND reached_base.level = $level::VARCHAR
            AND reached_base.stage = $stage::VARCHAR
            AND reached_base.base = $base::VARCHAR
            AND coalesce(reached_base.issuer = $issuer::VARCHAR, TRUE)
            AND $as_of::DATE BETWEEN reached_base.first_day AND reached_base.last_day
    GROUP BY contributor.area_code
),

-- Where some of an area's units lack a base, what the others counted.
with_base AS (
    SELECT
        partial_base.unit_code,
        bool_or(partial_base.base = $base::VARCHAR) AS is_partial,
        max(partial_base.count) FILTER (WHERE partial_base.base = $base::VARCHAR) AS counted,
        max(partial_base.count_before) FILTER (WHERE partial_base.base = $base::VARCHAR) AS counted_before,
        bool_or(partial_base.base = 'target') AS is_target_partial,
        max(partial_base.count) FILTER (WHERE partial_base.base = 'target') AS counted_of_target,
        max(partial_base.activated) FILTER (WHERE partial_base.base = 'target') AS activated_of_target
    FROM partial_base
    WHERE
        partial_base.edition = $edition::VARCHAR
        AND partial_base.level = $level::VARCHAR
        AND partial_base.stage = $stage::VARCHAR
        AND partial_base.base IN ($base::VARCHAR, 'target')
        AND coalesce(partial_base.issuer = $issuer::VARCHAR, TRUE)
        AND $as_of::DATE BETWEEN partial_base.first_day AND partial_base.last_day
    GROUP BY partial_base.unit_code
),

-- Where some of an area's units lack a stage, what the others counted of both.
with_stage AS (
    SELECT partial_stage.*
    FROM partial_stage
    WHERE
        partial_stage.edition = $edition::VARCHAR
        AND partial_stage.level = $level::VARCHAR
        AND partial_stage.stage = $stage::VARCHAR
        AND $as_of::DATE BETWEEN partial_stage.first_day AND partial_stage.last_day
),

-- Where no unit within has a denominator of its own, the area's own stands for all that is counted in it.
measured AS (
    SELECT
        inside.*,
        stood.* EXCLUDE (edition, unit_code, activated, counted_before, measure),
        summed.communes_reported,
        summed.communes_late,
        summed.communes_done,
        stood.counted_before,
        stood.measure,
        $base::VARCHAR IN ('approved', 'collected') AS is_of_stage,
        CASE WHEN beside.unit_code IS NULL THEN stood.activated ELSE beside.other_count END AS activated,
        coalesce(summed.activation_target, own.activation_target) AS target,
        CASE
            WHEN with_base.is_target_partial AND summed.activation_target IS NOT NULL
                THEN with_base.activated_of_target
            WHEN beside.unit_code IS NULL THEN stood.activated
            ELSE beside.other_count
        END AS activated_of_target,
        coalesce(summed.is_inherited, own.is_inherited, FALSE) AS is_inherited,
        coalesce(summed.deadline, own.deadline) AS deadline,
        CASE
            WHEN summed.target IS NULL THEN own.target - stood.counted
            WHEN with_base.is_target_partial THEN summed.target - with_base.counted_of_target
            ELSE summed.target - stood.counted
        END AS missing,
        CASE
            WHEN of_stage.is_hidden THEN NULL
            WHEN of_stage.unit_code IS NOT NULL THEN of_stage.other_count
            ELSE coalesce(summed.denominator, own.denominator, stood.measure)
        END AS denominator,
        CASE
            WHEN of_stage.is_hidden OR stood.is_measure_hidden THEN NULL
            WHEN of_stage.unit_code IS NOT NULL THEN coalesce(of_stage.count, stood.counted)
            WHEN with_base.is_partial AND summed.denominator IS NOT NULL THEN with_base.counted
            ELSE stood.counted
        END AS numerator,
        CASE
            WHEN of_stage.unit_code IS NOT NULL THEN of_stage.count_before
            WHEN summed.denominator IS NOT NULL AND with_base.is_partial THEN with_base.counted_before
            -- Against the area's own denominator only the same units make a change; a newcomer would make a jump.
            WHEN
                summed.denominator IS NOT NULL
                OR stood.measure IS NOT NULL
                OR stood.units_compared = stood.units_reported
                THEN stood.counted_before
        END AS numerator_before,
        CASE
            WHEN of_stage.unit_code IS NOT NULL THEN of_stage.other_before
            ELSE coalesce(summed.denominator_before, own.denominator, stood.measure_before)
        END AS denominator_before,
        date_diff('day', stood.reported_at::DATE, $as_of::DATE)::INTEGER AS days_late,
        CASE
            WHEN NOT inside.is_existing THEN 'not_existing'
            WHEN NOT inside.is_divisible THEN 'not_divisible'
            WHEN stood.reported_at IS NULL THEN 'not_reported'
            WHEN stood.is_hidden THEN 'suppressed'
            WHEN date_diff('day', stood.reported_at::DATE, $as_of::DATE) > $late_after_days::INTEGER THEN 'late'
            WHEN stood.counted = 0 THEN 'zero'
            ELSE 'value'
        END AS state
    FROM inside
    LEFT JOIN stood
        ON
            inside.edition = stood.edition
            AND inside.unit_code = stood.unit_code
            AND inside.is_counted
    LEFT JOIN summed
        ON inside.unit_code = summed.unit_code
    LEFT JOIN asked AS own
        ON
            inside.edition = own.edition
            AND inside.unit_code = own.unit_code
    LEFT JOIN with_base
        ON inside.unit_code = with_base.unit_code
    LEFT JOIN with_stage AS of_stage
        ON
            inside.unit_code = of_stage.unit_code
            AND of_stage.base = $base::VARCHAR
    LEFT JOIN with_stage AS beside
        ON
            inside.unit_code = beside.unit_code
            AND beside.base = 'activated'
),

shared AS (
    SELECT
        measured.*,
        measured.state IN ('value', 'zero', 'late') AS is_shown,
        CASE
            WHEN measured.state IN ('value', 'zero', 'late')
                THEN measured.numerator::DOUBLE / nullif(measured.denominator, 0)
        END AS share,
        CASE
            WHEN
                measured.state IN ('value', 'zero', 'late')
                AND measured.numerator IS NOT NULL
                AND measured.counted_before IS NOT NULL
                THEN measured.numerator_before::DOUBLE / nullif(measured.denominator_before, 0)
        END AS share_before
    FROM measured
),

-- As printed, in whole parts of a thousand, halves up: who prints the same shares a rank.
printed AS (
    SELECT
        shared.*,
        CASE
            WHEN shared.share IS NOT NULL
                THEN (2000 * shared.numerator + shared.denominator::BIGINT) // (2 * shared.denominator::BIGINT)
        END AS thousandths,
        CASE
            WHEN shared.share_before IS NOT NULL
                THEN
                    (2000 * shared.numerator_before + shared.denominator_before::BIGINT)
                    // (2 * shared.denominator_before::BIGINT)
        END AS thousandths_before
    FROM shared
)

SELECT
    printed.unit_code,
    printed.unit_name,
    printed.parent_name,
    printed.state,
    CASE WHEN printed.is_shown THEN printed.activated END AS activated,
    CASE WHEN printed.is_shown THEN printed.counted END AS counted,
    printed.target::BIGINT AS target,
    CASE WHEN printed.is_shown THEN printed.activated_of_target::DOUBLE / nullif(printed.target, 0) END AS target_share,
    CASE WHEN printed.is_shown THEN printed.numerator END AS numerator,
    CASE
        WHEN printed.is_shown AND printed.numerator IS NOT NULL OR NOT printed.is_of_stage THEN printed.denominator
        WHEN printed.grain = 'commune' THEN printed.measure
    END::BIGINT AS denominator,
    printed.share,
    printed.share_before,
    CASE
        WHEN printed.share IS NOT NULL THEN rank() OVER (
            ORDER BY printed.thousandths DESC NULLS LAST
        )
    END AS rank,
    CASE
        WHEN printed.share_before IS NOT NULL THEN rank() OVER (
            ORDER BY printed.thousandths_before DESC NULLS LAST
        )
    END AS rank_before,
    CASE WHEN printed.state <> 'not_existing' THEN printed.reported_at END AS reported_at,
    CASE WHEN printed.state <> 'not_existing' THEN printed.reported_at::DATE END AS reported_on,
    CASE WHEN printed.state <> 'not_existing' THEN printed.days_late END AS days_late,
    CASE WHEN printed.is_shown THEN printed.pace_7 END AS pace_7,
    CASE WHEN printed.is_shown THEN printed.pace_14 END AS pace_14,
    CASE WHEN printed.is_shown THEN printed.paced_from END AS paced_from,
    CASE WHEN printed.is_shown THEN printed.paced_until END AS paced_until,
    CASE WHEN printed.is_shown THEN printed.units_paced END AS units_paced,
    CASE WHEN printed.is_shown THEN printed.units_reported END AS units_reported,
    printed.deadline,
    CASE WHEN printed.is_shown AND printed.missing IS NOT NULL THEN greatest(printed.missing, 0) END::BIGINT AS missing,
    CASE
        WHEN printed.is_shown AND printed.missing IS NOT NULL AND $as_of::DATE <= printed.deadline
            THEN greatest(printed.missing, 0)::DOUBLE / greatest(date_diff('day', $as_of::DATE, printed.deadline), 1)
    END AS required_per_day,
    printed.communes,
    coalesce(printed.communes_reported, 0)::BIGINT AS communes_reported,
    coalesce(printed.communes_late, 0)::BIGINT AS communes_late,
    coalesce(printed.communes_done, 0) AS communes_done,
    CASE WHEN printed.is_shown THEN printed.counted_before END AS counted_before,
    CASE WHEN printed.is_shown THEN printed.counted_since END AS counted_since,
    CASE WHEN printed.is_shown THEN printed.parts END AS parts,
    CASE WHEN printed.is_shown THEN printed.parts_reported END AS parts_reported,
    CASE WHEN printed.is_shown THEN printed.reallocated END AS reallocated,
    printed.is_inherited
FROM printed
ORDER BY
    printed.share DESC NULLS LAST,
    printed.sort_key,
    printed.unit_code
