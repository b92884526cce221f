-- Accounts against the chosen base, by area of one grain (a commune too), at the end of one day.
-- A rate sums numerators and denominators of the units that reported and have a denominator; the others are counted
-- beside it, so that nobody looks better, or worse, by not reporting.
-- On a day of the other era an area's figures are made of the reports of that era's units (see `area_era`).
-- Counts that are small, or give a small one away, are hidden in the tables that are read (see `hidden_count`).
-- To plan this takes longer than to answer it, so several measures of several days can be asked for at once: days_back,
-- stage, issuer and base are then lists of one length, separated by commas.
--
-- grain:  one row per unit of the given grain within the parent, the parent itself included if it is of that grain, and
--         measure of the lists; ranks are those among units of one grain
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  as_of              DATE           last day counted
-- param:  days_back          VARCHAR        so many days before it for each measure: "0"
-- param:  parent             VARCHAR        a unit's code; "VN" for all
-- param:  grain              VARCHAR        nation, province, district, commune, a grouping; "every" for the first four
--                                           of them, "largest" for the first two
-- param:  level              VARCHAR        "1", "2" or "all"
-- param:  stage              VARCHAR        stage counted: collected, approved or activated
-- param:  issuer             VARCHAR        whose target: ministry, province or district
-- param:  base               VARCHAR        target, eligible, permanent_residents, approved or collected
-- param:  late_after_days    INTEGER        a newest report older than this is late
-- param:  least_coverage     INTEGER        below this many per cent of coverage a unit has no rate
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
-- column: share_since        DOUBLE         the same of the units that have a change over one period, at its end
-- column: share_before       DOUBLE         and at its beginning
-- column: rank               BIGINT         by share as printed, equal ones share a rank; NULL without a share
-- column: rank_since         BIGINT         by share_since, among those that have a change of it
-- column: rank_before        BIGINT         by share_before, among the same
-- column: reported_at        TIMESTAMP      time of the newest report used
-- column: reported_on        DATE           date of the newest report used
-- column: days_late          INTEGER        days between that report and as_of
-- column: pace_7             DOUBLE         counted a day, between reports some 7 days apart, by units that have such;
--                                           against the target of those alone that whole_target is asked of
-- column: pace_14            DOUBLE         the same over some 14 days
-- column: paced_from         DATE           day from which pace_7 counts, the earliest of its units
-- column: paced_until        DATE           day until which, the latest of its units
-- column: units_paced        BIGINT         reporting units that pace_7 is made of
-- column: units_reported     BIGINT         reporting units that counted is made of
-- column: deadline           DATE           nearest deadline of the targets in force
-- column: whole_target       BIGINT         the target in force as it was set: the area's own, of all in it,
--                                           or else what its parts are asked for together
-- column: missing            BIGINT         whole_target less the last known counts; NULL without a target
-- column: required_per_day   DOUBLE         the same a day after the report, or each part's, its deadline included
-- column: units_unknown      BIGINT         parts that never reported, for which missing and required count 0
-- column: unknown_units      VARCHAR        their names, where they are few
-- column: coverage           DOUBLE         share of the parts' base that those with any figure hold
-- column: is_covered         BOOLEAN        whether that is least_coverage; without it there is no rate
-- column: communes           BIGINT         communes of the area, in the era of the day
-- column: communes_reported  BIGINT         of them with a report, or covered by the area's own
-- column: communes_late      BIGINT         of them with only a late one
-- column: communes_done      BIGINT         of them at or above their denominator
-- column: counted_before     BIGINT         counted where the change begins, by units that have one (see `own_pace`)
-- column: counted_since      BIGINT         and where it ends, by the same units
-- column: changed_from       DATE           day from which the change counts, the earliest of its units
-- column: changed_until      DATE           day until which, the latest of its units
-- column: units_compared     BIGINT         reporting units that the change is made of
-- column: is_silent          BOOLEAN        the newest report is older than the one that was due last before as_of
-- column: parts              BIGINT         units of other days that a commune's figure is carried from
-- column: parts_reported     BIGINT         of them with a report
-- column: reallocated        BIGINT         the part of counted that was shared out; NULL where none was
-- column: is_least           BOOLEAN        whether small counts were left out of counted: never of accounts
-- column: is_inherited       BOOLEAN        a target in force was set for the units that one was made of
-- column: asked              INTEGER        which of the listed measures, from 1

-- What is asked for at once: lists of one length.
WITH listed AS (
    SELECT
        unnest(range(1, len(string_split($base::VARCHAR, ',')) + 1))::INTEGER AS asked,
        $as_of::DATE - unnest(string_split($days_back::VARCHAR, ','))::INTEGER AS as_of,
        unnest(string_split($stage::VARCHAR, ',')) AS stage,
        unnest(string_split($issuer::VARCHAR, ',')) AS issuer,
        unnest(string_split($base::VARCHAR, ',')) AS base
),

newest AS (
    SELECT max(coverage.last_day) AS last_day
    FROM coverage
),

-- Beyond the newest day of all nothing is counted, but its reports grow old.
wanted AS (
    SELECT
        listed.*,
        least(listed.as_of, newest.last_day) AS today,
        greatest(
            least(listed.as_of, newest.last_day),
            max(later_day.date)
        ) AS dated
    FROM listed
    CROSS JOIN newest
    LEFT JOIN later_day
        ON listed.as_of >= later_day.date
    GROUP BY
        listed.asked,
        listed.as_of,
        listed.stage,
        listed.issuer,
        listed.base,
        newest.last_day
),

-- Beyond the end of an era of which the newest figures are, only communes stand where they stood.
inside AS (
    SELECT
        area_era.*,
        wanted.*,
        wanted.as_of BETWEEN area_era.valid_from AND area_era.valid_to AS is_existing,
        area_era.era = era.edition OR area_era.grain = 'commune' AS is_counted,
        era.edition AS era_of_figures
    FROM area_era
    INNER JOIN unit_ancestor
        ON
            area_era.edition = unit_ancestor.edition
            AND area_era.unit_code = unit_ancestor.unit_code
    INNER JOIN wanted
        ON wanted.as_of BETWEEN area_era.first_day AND area_era.last_day
    LEFT JOIN era
        ON wanted.today BETWEEN era.first_day AND era.last_day
    WHERE
        area_era.edition = $edition::VARCHAR
        AND CASE
            WHEN $grain::VARCHAR = 'every' THEN area_era.grain IN ('nation', 'province', 'district', 'commune')
            WHEN $grain::VARCHAR = 'largest' THEN area_era.grain IN ('nation', 'province')
            ELSE area_era.grain = $grain::VARCHAR
        END
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
),

-- What is known of each unit of any size on the day: of the chosen stage, of a base that is a stage, of activation.
stood AS (
    SELECT
        wanted.asked,
        area_progress.edition,
        area_progress.unit_code,
        max(area_progress.reported_at) FILTER (WHERE area_progress.stage = wanted.stage) AS reported_at,
        bool_or(area_progress.is_hidden) FILTER (WHERE area_progress.stage = wanted.stage) AS is_hidden,
        max(area_progress.count) FILTER (WHERE area_progress.stage = wanted.stage) AS counted,
        max(area_progress.count_before) FILTER (WHERE area_progress.stage = wanted.stage) AS counted_before,
        max(area_progress.count_since) FILTER (WHERE area_progress.stage = wanted.stage) AS counted_since,
        max(area_progress.changed_from) FILTER (WHERE area_progress.stage = wanted.stage) AS changed_from,
        max(area_progress.changed_until) FILTER (WHERE area_progress.stage = wanted.stage) AS changed_until,
        bool_or(area_progress.is_silent) FILTER (WHERE area_progress.stage = wanted.stage) AS is_silent,
        max(area_progress.pace_7) FILTER (WHERE area_progress.stage = wanted.stage) AS pace_7,
        max(area_progress.pace_14) FILTER (WHERE area_progress.stage = wanted.stage) AS pace_14,
        max(area_progress.paced_from) FILTER (WHERE area_progress.stage = wanted.stage) AS paced_from,
        max(area_progress.paced_until) FILTER (WHERE area_progress.stage = wanted.stage) AS paced_until,
        max(area_progress.units_paced) FILTER (WHERE area_progress.stage = wanted.stage) AS units_paced,
        max(area_progress.units_reported) FILTER (WHERE area_progress.stage = wanted.stage) AS units_reported,
        max(area_progress.units_compared) FILTER (WHERE area_progress.stage = wanted.stage) AS units_compared,
        max(area_progress.shared_out) FILTER (WHERE area_progress.stage = wanted.stage) AS reallocated,
        max(area_progress.parts) FILTER (WHERE area_progress.stage = wanted.stage) AS parts,
        max(area_progress.parts_reported) FILTER (WHERE area_progress.stage = wanted.stage) AS parts_reported,
        max(area_progress.count) FILTER (WHERE area_progress.stage = 'activated') AS activated,
        max(area_progress.count) FILTER (WHERE area_progress.stage = wanted.base) AS measure,
        max(area_progress.count_before) FILTER (WHERE area_progress.stage = wanted.base) AS measure_before,
        max(area_progress.count_since) FILTER (WHERE area_progress.stage = wanted.base) AS measure_since,
        bool_or(area_progress.is_hidden) FILTER (WHERE area_progress.stage = wanted.base) AS is_measure_hidden
    FROM area_progress
    INNER JOIN wanted
        ON area_progress.date = wanted.dated
    WHERE area_progress.level = $level::VARCHAR
    GROUP BY
        wanted.asked,
        area_progress.edition,
        area_progress.unit_code
),

due AS (
    SELECT
        wanted.asked,
        in_force.edition,
        in_force.unit_code,
        max(in_force.value) FILTER (
            WHERE in_force.base = 'target' AND in_force.stage = 'activated'
        ) AS activation_target,
        max(in_force.value) FILTER (WHERE in_force.base = 'target' AND in_force.stage = wanted.stage) AS target,
        max(in_force.deadline) FILTER (WHERE in_force.stage = wanted.stage) AS deadline,
        bool_or(in_force.is_inherited) FILTER (WHERE in_force.stage = wanted.stage) AS is_inherited,
        max(in_force.value) FILTER (
            WHERE in_force.base = wanted.base AND coalesce(in_force.stage, wanted.stage) = wanted.stage
        ) AS denominator
    FROM in_force
    INNER JOIN wanted
        ON wanted.as_of BETWEEN in_force.first_day AND in_force.last_day
    WHERE
        (
            (in_force.base = 'target' AND in_force.issuer = wanted.issuer AND in_force.level = $level::VARCHAR)
            OR (in_force.base <> 'target' AND in_force.base = wanted.base)
        )
    GROUP BY
        wanted.asked,
        in_force.edition,
        in_force.unit_code
),

-- The parts of an area, with what they are held against. Who never reported counts 0, on the day looked at.
part AS (
    SELECT
        inside.asked,
        inside.as_of,
        area_part.area_code,
        area_part.grain,
        area_part.communes,
        area_name.unit_name,
        stood.reported_at,
        stood.counted,
        stood.units_compared,
        stood.pace_7,
        stood.pace_14,
        stood.paced_from,
        stood.paced_until,
        stood.units_paced,
        due.activation_target,
        due.target,
        due.deadline,
        due.denominator,
        due.is_inherited,
        stood.reported_at IS NOT NULL AS is_known,
        date_diff('day', stood.reported_at::DATE, inside.as_of) > $late_after_days::INTEGER AS is_late,
        stood.counted >= coalesce(due.denominator, stood.measure) OR reached_base.unit_code IS NOT NULL AS is_done,
        CASE
            WHEN inside.as_of <= due.deadline
                THEN
                    greatest(
                        date_diff('day', coalesce(stood.reported_at::DATE, inside.as_of), due.deadline), 1
                    )
        END AS days_left
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
            inside.asked = stood.asked
            AND area_part.source = stood.edition
            AND area_part.unit_code = stood.unit_code
    LEFT JOIN area_name
        ON
            area_part.source = area_name.edition
            AND area_part.unit_code = area_name.unit_code
            AND stood.reported_at IS NULL
            AND inside.as_of BETWEEN area_name.first_day AND area_name.last_day
    LEFT JOIN due
        ON
            inside.asked = due.asked
            AND area_part.source = due.edition
            AND area_part.unit_code = due.unit_code
    LEFT JOIN reached_base
        ON
            area_part.source = reached_base.edition
            AND area_part.unit_code = reached_base.unit_code
            AND reached_base.level = $level::VARCHAR
            AND inside.stage = reached_base.stage
            AND inside.base = reached_base.base
            AND coalesce(inside.issuer = reached_base.issuer, TRUE)
            AND inside.as_of BETWEEN reached_base.first_day AND reached_base.last_day
    WHERE
        stood.reported_at IS NOT NULL
        OR inside.today BETWEEN area_part.first_day AND area_part.last_day
),

summed AS (
    SELECT
        part.asked,
        part.area_code AS unit_code,
        sum(part.activation_target) FILTER (WHERE part.is_known) AS activation_target,
        sum(part.target) FILTER (WHERE part.is_known) AS target,
        sum(part.target) AS whole_target,
        sum(part.denominator) FILTER (WHERE part.is_known) AS denominator,
        sum(part.denominator) FILTER (WHERE part.units_compared > 0) AS denominator_compared,
        bool_or(part.is_inherited) FILTER (WHERE part.is_known) AS is_inherited,
        coalesce(
            min(CASE WHEN part.deadline >= part.as_of THEN part.deadline END),
            max(part.deadline)
        ) AS deadline,
        -- A unit that reports as a whole speaks for each of its communes.
        sum(part.communes) FILTER (WHERE part.is_known) AS communes_reported,
        sum(part.communes) FILTER (WHERE part.is_late) AS communes_late,
        count(*) FILTER (WHERE part.grain = 'commune' AND part.is_known AND part.is_done) AS communes_done,
        -- What the parts need a day, those with hidden counts apart: what these counted is known of all together.
        sum((part.target - CASE WHEN part.is_known THEN part.counted ELSE 0 END)::DOUBLE / part.days_left) AS required,
        sum(part.counted) FILTER (WHERE part.target IS NOT NULL) AS counted,
        sum(part.target) FILTER (WHERE part.is_known AND part.counted IS NULL) AS hidden_target,
        min(part.days_left) FILTER (WHERE part.is_known AND part.counted IS NULL) AS hidden_days,
        -- What those that are asked for anything bring a day, of what is told of them: no hidden pace is in it.
        round(sum(part.pace_7) FILTER (WHERE part.target IS NOT NULL), 6) AS pace_7,
        round(sum(part.pace_14) FILTER (WHERE part.target IS NOT NULL), 6) AS pace_14,
        min(part.paced_from) FILTER (WHERE part.target IS NOT NULL) AS paced_from,
        max(part.paced_until) FILTER (WHERE part.target IS NOT NULL) AS paced_until,
        sum(part.units_paced) FILTER (WHERE part.target IS NOT NULL)::BIGINT AS units_paced,
        coalesce(bool_or(part.target IS NULL AND part.is_known), FALSE) AS is_asked_in_part,
        -- Those that never reported and are asked for anything; where nobody is, all that never did.
        count(*) FILTER (WHERE NOT part.is_known) AS silent,
        count(*) FILTER (WHERE NOT part.is_known AND part.target IS NOT NULL) AS unknown,
        string_agg(part.unit_name, ', ' ORDER BY part.unit_name) FILTER (WHERE NOT part.is_known) AS silent_names,
        string_agg(part.unit_name, ', ' ORDER BY part.unit_name) FILTER (
            WHERE NOT part.is_known AND part.target IS NOT NULL
        ) AS unknown_names,
        -- Parts with a base weigh by it, the others as so many communes.
        sum(part.communes) AS communes,
        sum(part.communes) FILTER (WHERE part.denominator > 0) AS communes_based,
        sum(part.communes) FILTER (
            WHERE part.is_known AND coalesce(part.denominator, 0) = 0
        ) AS communes_known,
        sum(part.denominator)::DOUBLE AS whole_denominator
    FROM part
    GROUP BY
        part.asked,
        part.area_code
),

-- Whether the target is the area's own: it goes first, unless it has passed and one of its parts' has not. What parts
-- are asked for is held against the pace of those that are.
aimed AS (
    SELECT
        inside.asked,
        inside.unit_code,
        summed.whole_target IS NULL
        OR (
            own.deadline IS NOT NULL
            AND (own.deadline >= inside.as_of OR summed.deadline < inside.as_of)
        ) AS is_own,
        inside.base = 'target'
        AND summed.is_asked_in_part
        AND summed.deadline >= inside.as_of
        AND coalesce(own.deadline < inside.as_of, TRUE) AS is_paced_in_part
    FROM inside
    LEFT JOIN summed
        ON
            inside.asked = summed.asked
            AND inside.unit_code = summed.unit_code
    LEFT JOIN due AS own
        ON
            inside.asked = own.asked
            AND inside.edition = own.edition
            AND inside.unit_code = own.unit_code
            AND own.target IS NOT NULL
),

-- Where some of an area's units lack a base, what the others counted.
with_base AS (
    SELECT
        wanted.asked,
        partial_base.unit_code,
        bool_or(partial_base.base = wanted.base) AS is_partial,
        max(partial_base.count) FILTER (WHERE partial_base.base = wanted.base) AS counted,
        max(partial_base.count_before) FILTER (WHERE partial_base.base = wanted.base) AS counted_before,
        max(partial_base.count_since) FILTER (WHERE partial_base.base = wanted.base) AS counted_since,
        bool_or(partial_base.base = 'target') AS is_target_partial,
        max(partial_base.count) FILTER (WHERE partial_base.base = 'target') AS counted_of_target,
        max(partial_base.activated) FILTER (WHERE partial_base.base = 'target') AS activated_of_target
    FROM partial_base
    INNER JOIN wanted
        ON
            partial_base.stage = wanted.stage
            AND partial_base.base IN (wanted.base, 'target')
            AND coalesce(partial_base.issuer = wanted.issuer, TRUE)
            AND wanted.as_of BETWEEN partial_base.first_day AND partial_base.last_day
    WHERE
        partial_base.edition = $edition::VARCHAR
        AND partial_base.level = $level::VARCHAR
    GROUP BY
        wanted.asked,
        partial_base.unit_code
),

-- Where some of an area's units lack a stage, what the others counted of both.
with_stage AS (
    SELECT
        wanted.asked,
        partial_stage.*
    FROM partial_stage
    INNER JOIN wanted
        ON
            partial_stage.stage = wanted.stage
            AND wanted.as_of BETWEEN partial_stage.first_day AND partial_stage.last_day
    WHERE
        partial_stage.edition = $edition::VARCHAR
        AND partial_stage.level = $level::VARCHAR
),

-- Where no unit within has a denominator of its own, the area's own stands for all that is counted in it.
measured AS (
    SELECT
        inside.*,
        stood.* EXCLUDE (
            asked, edition, unit_code, activated, counted_before, measure,
            pace_7, pace_14, paced_from, paced_until, units_paced
        ),
        summed.communes_reported,
        summed.communes_late,
        summed.communes_done,
        stood.counted_before,
        stood.measure,
        inside.base IN ('approved', 'collected') AS is_of_stage,
        CASE WHEN beside.unit_code IS NULL THEN stood.activated ELSE beside.other_count END AS activated,
        coalesce(summed.activation_target, own.activation_target) AS target,
        CASE
            WHEN with_base.is_target_partial AND summed.activation_target IS NOT NULL
                THEN with_base.activated_of_target
            WHEN beside.unit_code IS NULL THEN stood.activated
            ELSE beside.other_count
        END AS activated_of_target,
        coalesce(summed.is_inherited, own.is_inherited, FALSE) AS is_inherited,
        CASE WHEN aimed.is_own THEN own.deadline ELSE summed.deadline END AS deadline,
        CASE WHEN aimed.is_own THEN own.target ELSE summed.whole_target END AS whole_target,
        CASE
            WHEN stood.reported_at IS NULL THEN 0
            WHEN aimed.is_own THEN stood.counted
            WHEN summed.target IS NULL AND summed.whole_target IS NOT NULL THEN 0
            WHEN summed.target IS NOT NULL AND with_base.is_target_partial THEN with_base.counted_of_target
            ELSE stood.counted
        END AS counted_of_target,
        CASE WHEN aimed.is_own THEN summed.silent ELSE summed.unknown END AS units_unknown,
        CASE WHEN aimed.is_own THEN summed.silent_names ELSE summed.unknown_names END AS unknown_units,
        CASE WHEN aimed.is_paced_in_part THEN summed.pace_7 ELSE stood.pace_7 END AS pace_7,
        CASE WHEN aimed.is_paced_in_part THEN summed.pace_14 ELSE stood.pace_14 END AS pace_14,
        CASE WHEN aimed.is_paced_in_part THEN summed.paced_from ELSE stood.paced_from END AS paced_from,
        CASE WHEN aimed.is_paced_in_part THEN summed.paced_until ELSE stood.paced_until END AS paced_until,
        CASE WHEN aimed.is_paced_in_part THEN summed.units_paced ELSE stood.units_paced END AS units_paced,
        summed.required,
        summed.hidden_target,
        summed.hidden_days,
        summed.counted AS counted_shown,
        aimed.is_own AS is_target_of_whole,
        (
            coalesce(summed.communes_based * summed.denominator / nullif(summed.whole_denominator, 0), 0)
            + coalesce(summed.communes_known, 0)
        ) / summed.communes AS coverage,
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
        -- The two ends of the change. Against the area's own denominator only all of its units together make one.
        CASE
            WHEN of_stage.unit_code IS NOT NULL
                THEN [of_stage.count_before, of_stage.other_before, of_stage.count_since, of_stage.other_since]
            WHEN summed.denominator IS NOT NULL
                THEN [
                    CASE WHEN with_base.is_partial THEN with_base.counted_before ELSE stood.counted_before END,
                    summed.denominator_compared,
                    CASE WHEN with_base.is_partial THEN with_base.counted_since ELSE stood.counted_since END,
                    summed.denominator_compared
                ]
            WHEN own.denominator IS NOT NULL AND stood.units_compared = stood.units_reported
                THEN [stood.counted_before, own.denominator, stood.counted_since, own.denominator]
            WHEN own.denominator IS NULL
                THEN [stood.counted_before, stood.measure_before, stood.counted_since, stood.measure_since]
        END::BIGINT[] AS change,
        date_diff('day', stood.reported_at::DATE, inside.as_of)::INTEGER AS days_late,
        CASE
            WHEN NOT inside.is_existing THEN 'not_existing'
            WHEN NOT inside.is_divisible THEN 'not_divisible'
            WHEN stood.reported_at IS NULL THEN 'not_reported'
            WHEN stood.is_hidden THEN 'suppressed'
            WHEN date_diff('day', stood.reported_at::DATE, inside.as_of) > $late_after_days::INTEGER THEN 'late'
            WHEN stood.counted = 0 THEN 'zero'
            ELSE 'value'
        END AS state
    FROM inside
    LEFT JOIN stood
        ON
            inside.asked = stood.asked
            AND inside.edition = stood.edition
            AND inside.unit_code = stood.unit_code
            AND inside.is_counted
    LEFT JOIN summed
        ON
            inside.asked = summed.asked
            AND inside.unit_code = summed.unit_code
    LEFT JOIN due AS own
        ON
            inside.asked = own.asked
            AND inside.edition = own.edition
            AND inside.unit_code = own.unit_code
    LEFT JOIN aimed
        ON
            inside.asked = aimed.asked
            AND inside.unit_code = aimed.unit_code
    LEFT JOIN with_base
        ON
            inside.asked = with_base.asked
            AND inside.unit_code = with_base.unit_code
    LEFT JOIN with_stage AS of_stage
        ON
            inside.asked = of_stage.asked
            AND inside.unit_code = of_stage.unit_code
            AND inside.base = of_stage.base
    LEFT JOIN with_stage AS beside
        ON
            inside.asked = beside.asked
            AND inside.unit_code = beside.unit_code
            AND beside.base = 'activated'
),

shared AS (
    SELECT
        measured.*,
        measured.state IN ('value', 'zero', 'late') AS is_shown,
        measured.state IN ('value', 'zero', 'late', 'not_reported') AS is_needing,
        measured.whole_target - measured.counted_of_target AS missing,
        CASE
            WHEN measured.as_of > measured.deadline THEN NULL
            WHEN measured.is_target_of_whole
                THEN
                    (measured.whole_target - measured.counted_of_target)::DOUBLE / greatest(
                        date_diff('day', coalesce(measured.reported_at::DATE, measured.as_of), measured.deadline), 1
                    )
            WHEN measured.hidden_target IS NULL THEN measured.required
            ELSE
                coalesce(measured.required, 0) + (
                    measured.hidden_target + coalesce(measured.counted_shown, 0) - measured.counted_of_target
                )::DOUBLE / measured.hidden_days
        END AS required_per_day,
        CASE
            WHEN measured.state IN ('value', 'zero', 'late') AND measured.is_covered
                THEN measured.numerator::DOUBLE / nullif(measured.denominator, 0)
        END AS share,
        CASE
            WHEN
                measured.state IN ('value', 'zero', 'late')
                AND measured.is_covered
                AND measured.numerator IS NOT NULL
                AND measured.denominator > 0
                AND measured.change[1] IS NOT NULL
                AND measured.change[2] > 0
                AND measured.change[4] > 0
                THEN measured.change
        END AS moved
    FROM (
        SELECT
            measured.*,
            coalesce(100 * measured.coverage >= $least_coverage::INTEGER, FALSE) AS is_covered
        FROM measured
    ) AS measured
),

-- As printed, in whole parts of a thousand, halves up: who prints the same shares a rank.
printed AS (
    SELECT
        shared.*,
        CASE
            WHEN shared.share IS NOT NULL
                THEN (2000 * shared.numerator + shared.denominator::BIGINT) // (2 * shared.denominator::BIGINT)
        END AS thousandths,
        (2000 * shared.moved[1] + shared.moved[2]) // (2 * shared.moved[2]) AS thousandths_before,
        (2000 * shared.moved[3] + shared.moved[4]) // (2 * shared.moved[4]) AS thousandths_since
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
    CASE
        WHEN printed.is_shown AND printed.is_covered
            THEN printed.activated_of_target::DOUBLE / nullif(printed.target, 0)
    END AS target_share,
    CASE WHEN printed.is_shown THEN printed.numerator END AS numerator,
    CASE
        WHEN printed.is_shown AND printed.numerator IS NOT NULL OR NOT printed.is_of_stage THEN printed.denominator
        WHEN printed.grain = 'commune' THEN printed.measure
    END::BIGINT AS denominator,
    printed.share,
    printed.moved[3]::DOUBLE / printed.moved[4] AS share_since,
    printed.moved[1]::DOUBLE / printed.moved[2] AS share_before,
    CASE
        WHEN printed.share IS NOT NULL THEN rank() OVER (
            PARTITION BY printed.asked, printed.grain ORDER BY printed.thousandths DESC NULLS LAST
        )
    END AS rank,
    CASE
        WHEN printed.moved IS NOT NULL THEN rank() OVER (
            PARTITION BY printed.asked, printed.grain ORDER BY printed.thousandths_since DESC NULLS LAST
        )
    END AS rank_since,
    CASE
        WHEN printed.moved IS NOT NULL THEN rank() OVER (
            PARTITION BY printed.asked, printed.grain ORDER BY printed.thousandths_before DESC NULLS LAST
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
    printed.whole_target::BIGINT AS whole_target,
    CASE
        WHEN printed.is_needing AND printed.missing IS NOT NULL THEN greatest(printed.missing, 0)
    END::BIGINT AS missing,
    -- To the millionth, so that it does not hang on the order in which parts were added.
    CASE
        WHEN printed.is_needing AND printed.missing IS NOT NULL AND printed.required_per_day IS NOT NULL
            THEN round(greatest(printed.required_per_day, 0), 6)
    END AS required_per_day,
    CASE WHEN printed.is_needing THEN printed.units_unknown END AS units_unknown,
    CASE WHEN printed.is_needing AND printed.units_unknown <= 8 THEN printed.unknown_units END AS unknown_units,
    CASE WHEN printed.is_shown THEN printed.coverage END AS coverage,
    CASE WHEN printed.is_shown THEN printed.is_covered END AS is_covered,
    printed.communes,
    coalesce(printed.communes_reported, 0)::BIGINT AS communes_reported,
    coalesce(printed.communes_late, 0)::BIGINT AS communes_late,
    coalesce(printed.communes_done, 0) AS communes_done,
    CASE WHEN printed.is_shown THEN printed.counted_before END AS counted_before,
    CASE WHEN printed.is_shown THEN printed.counted_since END AS counted_since,
    CASE WHEN printed.is_shown THEN printed.changed_from END AS changed_from,
    CASE WHEN printed.is_shown THEN printed.changed_until END AS changed_until,
    CASE WHEN printed.is_shown THEN printed.units_compared END AS units_compared,
    CASE WHEN printed.state <> 'not_existing' THEN printed.is_silent END AS is_silent,
    CASE WHEN printed.is_shown THEN printed.parts END AS parts,
    CASE WHEN printed.is_shown THEN printed.parts_reported END AS parts_reported,
    CASE WHEN printed.is_shown THEN printed.reallocated END AS reallocated,
    FALSE AS is_least,
    printed.is_inherited,
    printed.asked
FROM printed
ORDER BY
    printed.asked,
    printed.share DESC NULLS LAST,
    printed.sort_key,
    printed.unit_code
