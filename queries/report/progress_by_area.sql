-- Accounts against the chosen base, by area of one grain (a commune too), at the end of one day.
-- A rate sums numerators and denominators of the units that reported and have a denominator; the others are counted
-- beside it, so that nobody looks better, or worse, by not reporting.
-- On a day of the other era an area's figures are made of the reports of that era's units (see build/area_era.sql).
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
-- param:  small_count        INTEGER        counts from 1 to below this are suppressed, with those that give them away
-- param:  period_days        INTEGER        days between the two moments compared
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
-- column: rank               BIGINT         by share, equal shares share a rank; NULL without a share
-- column: rank_before        BIGINT         the same one period earlier
-- column: reported_at        TIMESTAMP      time of the newest report used
-- column: reported_on        DATE           date of the newest report used
-- column: days_late          INTEGER        days between that report and as_of
-- column: pace_7             DOUBLE         counted a day over the last 7 days
-- column: pace_14            DOUBLE         counted a day over the last 14 days
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

WITH inside AS (
    SELECT
        area_era.unit_code,
        area_era.unit_name,
        area_era.sort_key,
        area_era.parent_name,
        area_era.communes,
        area_era.era,
        area_era.source,
        area_era.is_divisible,
        $as_of::DATE BETWEEN area_era.valid_from AND area_era.valid_to AS is_existing
    FROM area_era
    INNER JOIN unit_ancestor
        ON
            area_era.edition = unit_ancestor.edition
            AND area_era.unit_code = unit_ancestor.unit_code
    WHERE
        area_era.edition = $edition::VARCHAR
        AND area_era.grain = $grain::VARCHAR
        AND $as_of::DATE BETWEEN area_era.first_day AND area_era.last_day
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
),

newest AS (
    SELECT least($as_of::DATE, max(coverage.last_day)) AS today
    FROM coverage
),

-- The era of the day, and the edition of the units whose reports count: one for all areas of a grain. A commune's
-- figures hold beyond the end of an era of which the newest ones are.
moment AS (
    SELECT
        newest.today,
        max(inside.source) AS source,
        CASE WHEN $grain::VARCHAR = 'commune' THEN max(era.edition) ELSE max(inside.era) END AS era
    FROM newest
    CROSS JOIN inside
    LEFT JOIN era
        ON newest.today BETWEEN era.first_day AND era.last_day
    GROUP BY newest.today
),

-- A period of 7 or 14 days names a day twice, which changes nothing: of each day the highest of equal counts is taken.
wanted AS (
    SELECT
        back.days_back,
        moment.today - back.days_back AS date,
        moment.era,
        moment.source
    FROM moment
    CROSS JOIN (VALUES (0), (7), (14), ($period_days::INTEGER)) AS back (days_back)
),

figure AS (
    SELECT
        standing_by_level.unit_code,
        standing_by_level.reported_at,
        standing_by_level.activated,
        standing_by_level.parts,
        standing_by_level.parts_reported,
        wanted.days_back,
        wanted.era,
        wanted.source,
        CASE $base::VARCHAR
            WHEN 'approved' THEN standing_by_level.approved
            WHEN 'collected' THEN standing_by_level.collected
        END AS measure,
        CASE $stage::VARCHAR
            WHEN 'collected' THEN standing_by_level.collected_shared
            WHEN 'approved' THEN standing_by_level.approved_shared
            ELSE standing_by_level.activated_shared
        END AS reallocated,
        CASE $stage::VARCHAR
            WHEN 'collected' THEN standing_by_level.collected
            WHEN 'approved' THEN standing_by_level.approved
            ELSE standing_by_level.activated
        END AS counted
    FROM standing_by_level
    INNER JOIN wanted
        ON
            standing_by_level.edition = wanted.source
            AND standing_by_level.date = wanted.date
    -- A unit that has taken over from others since is no longer what it was then: what it took over is no pace.
    LEFT JOIN handover
        ON
            standing_by_level.edition = handover.edition
            AND standing_by_level.unit_code = handover.unit_code
            AND wanted.date < handover.day
            AND wanted.date + wanted.days_back >= handover.day
    WHERE
        standing_by_level.level = $level::VARCHAR
        AND handover.day IS NULL
),

-- CASE within the sums, here and in `summed`: a FILTER on each takes a twentieth of the answer's time to plan.
reported AS (
    SELECT
        figure.unit_code,
        figure.era,
        figure.source,
        max(CASE WHEN figure.days_back = 0 THEN figure.reported_at END) AS reported_at,
        max(CASE WHEN figure.days_back = 0 THEN figure.activated END) AS activated,
        max(CASE WHEN figure.days_back = 0 THEN figure.parts END) AS parts,
        max(CASE WHEN figure.days_back = 0 THEN figure.parts_reported END) AS parts_reported,
        max(CASE WHEN figure.days_back = 0 THEN figure.measure END) AS measure,
        max(CASE WHEN figure.days_back = 0 THEN figure.counted END) AS counted,
        max(CASE WHEN figure.days_back = 0 THEN figure.reallocated END) AS reallocated,
        max(CASE WHEN figure.days_back = 7 THEN figure.counted END) AS counted_7,
        max(CASE WHEN figure.days_back = 14 THEN figure.counted END) AS counted_14,
        max(CASE WHEN figure.days_back = $period_days::INTEGER THEN figure.counted END) AS counted_before,
        max(CASE WHEN figure.days_back = $period_days::INTEGER THEN figure.measure END) AS measure_before
    FROM figure
    GROUP BY
        figure.unit_code,
        figure.era,
        figure.source
),

-- A target of the stage itself goes before the activation target, against which offices measure the other stages too.
in_force AS (
    SELECT
        denominator.edition,
        denominator.unit_code,
        arg_max(denominator.value, CASE WHEN denominator.stage = $stage::VARCHAR THEN 1 ELSE 0 END) FILTER (
            WHERE denominator.base = 'target'
        ) AS target,
        arg_max(denominator.deadline, CASE WHEN denominator.stage = $stage::VARCHAR THEN 1 ELSE 0 END) FILTER (
            WHERE denominator.base = 'target'
        ) AS deadline,
        max(denominator.value) FILTER (
            WHERE denominator.base = 'target' AND denominator.stage = 'activated'
        ) AS activation_target,
        bool_or(denominator.is_inherited) FILTER (WHERE denominator.base = 'target') AS is_inherited,
        max(denominator.value) FILTER (WHERE denominator.base <> 'target') AS people
    FROM denominator
    WHERE
        $as_of::DATE BETWEEN denominator.in_force_from AND denominator.in_force_to
        AND (
            denominator.base = $base::VARCHAR
            OR denominator.base = 'target'
        )
        AND (
            denominator.base <> 'target'
            OR (
                denominator.issuer = $issuer::VARCHAR
                AND denominator.level = $level::VARCHAR
                AND denominator.stage IN ($stage::VARCHAR, 'activated')
            )
        )
    GROUP BY
        denominator.edition,
        denominator.unit_code
),

member AS (
    SELECT
        contributor.area_code,
        contributor.grain,
        contributor.communes,
        reported.reported_at,
        reported.activated,
        reported.counted,
        reported.counted_7,
        reported.counted_14,
        reported.counted_before,
        reported.reallocated,
        in_force.is_inherited,
        in_force.activation_target,
        in_force.target,
        in_force.deadline,
        CASE $base::VARCHAR
            WHEN 'target' THEN in_force.target
            ELSE coalesce(reported.measure, in_force.people)
        END AS denominator,
        CASE $base::VARCHAR
            WHEN 'target' THEN in_force.target
            ELSE coalesce(reported.measure_before, in_force.people)
        END AS denominator_before
    FROM contributor
    INNER JOIN reported
        ON
            contributor.era = reported.era
            AND contributor.source = reported.source
            AND contributor.unit_code = reported.unit_code
    LEFT JOIN in_force
        ON
            contributor.source = in_force.edition
            AND contributor.unit_code = in_force.unit_code
    WHERE
        contributor.edition = $edition::VARCHAR
        AND contributor.level = $level::VARCHAR
        AND reported.counted IS NOT NULL
),

summed AS (
    SELECT
        member.area_code,
        max(member.reported_at) AS reported_at,
        sum(member.activated) AS activated,
        sum(member.counted) AS counted,
        sum(member.activation_target) AS target,
        sum(CASE WHEN member.activation_target IS NOT NULL THEN member.activated END) AS activated_of_target,
        sum(CASE WHEN member.denominator IS NOT NULL THEN member.counted END) AS numerator,
        sum(member.denominator) AS denominator,
        sum(CASE WHEN member.denominator_before IS NOT NULL THEN member.counted_before END) AS numerator_before,
        sum(CASE WHEN member.counted_before IS NOT NULL THEN member.denominator_before END) AS denominator_before,
        sum(member.counted_before) AS counted_before,
        sum(CASE WHEN member.counted_before IS NOT NULL THEN member.counted END) AS counted_since,
        sum(member.reallocated) AS reallocated,
        bool_or(member.is_inherited) AS is_inherited,
        sum(member.counted_7) AS counted_7,
        sum(member.counted_14) AS counted_14,
        sum(member.counted - member.counted_7) AS gained_7,
        sum(member.counted - member.counted_14) AS gained_14,
        sum(member.target) AS target_of_stage,
        sum(CASE WHEN member.target IS NOT NULL THEN member.counted END) AS counted_of_target,
        coalesce(
            min(CASE WHEN member.deadline >= $as_of::DATE THEN member.deadline END),
            max(member.deadline)
        ) AS deadline,
        bool_and(member.counted_before IS NOT NULL) AS is_comparable,
        -- A unit that reports as a whole speaks for each of its communes.
        sum(member.communes) AS communes_reported,
        sum(member.communes) FILTER (
            WHERE date_diff('day', member.reported_at::DATE, $as_of::DATE) > $late_after_days::INTEGER
        ) AS communes_late,
        count(*) FILTER (WHERE member.grain = 'commune' AND member.counted >= member.denominator) AS communes_done
    FROM member
    GROUP BY member.area_code
),

-- The small counts that an area's own would give away; the sums above are of what was counted, and stay true.
given AS (
    SELECT
        giveaway.unit_code,
        giveaway.activated,
        wanted.days_back,
        CASE $stage::VARCHAR
            WHEN 'collected' THEN giveaway.collected
            WHEN 'approved' THEN giveaway.approved
            ELSE giveaway.activated
        END AS counted,
        CASE $base::VARCHAR
            WHEN 'collected' THEN giveaway.collected
            WHEN 'approved' THEN giveaway.approved
        END AS denominator
    FROM giveaway
    INNER JOIN wanted
        ON giveaway.date = wanted.date
    WHERE
        giveaway.edition = $edition::VARCHAR
        AND giveaway.level = $level::VARCHAR
),

given_away AS (
    SELECT
        given.unit_code,
        min(given.activated) FILTER (WHERE given.days_back = 0) AS activated,
        min(given.counted) FILTER (WHERE given.days_back = 0) AS counted,
        min(given.denominator) FILTER (WHERE given.days_back = 0) AS denominator,
        min(given.counted) FILTER (WHERE given.days_back = 7) AS counted_7,
        min(given.counted) FILTER (WHERE given.days_back = 14) AS counted_14,
        min(given.counted) FILTER (WHERE given.days_back = $period_days::INTEGER) AS counted_before,
        min(given.denominator) FILTER (WHERE given.days_back = $period_days::INTEGER) AS denominator_before
    FROM given
    GROUP BY given.unit_code
),

-- Where no unit within has a denominator of its own, the area's own stands for all that is counted in it.
measured AS (
    SELECT
        inside.unit_code,
        inside.unit_name,
        inside.sort_key,
        inside.parent_name,
        summed.reported_at,
        CASE
            WHEN least(summed.activated, given_away.activated) NOT BETWEEN 1 AND $small_count::INTEGER - 1
                THEN summed.activated
        END AS activated,
        summed.counted,
        CASE
            WHEN least(summed.counted_before, given_away.counted_before) NOT BETWEEN 1 AND $small_count::INTEGER - 1
                THEN summed.counted_before
        END AS counted_before,
        summed.counted_since,
        coalesce(summed.target, own.activation_target) AS target,
        CASE
            WHEN summed.target IS NULL THEN summed.activated
            ELSE summed.activated_of_target
        END AS activated_of_target,
        CASE WHEN summed.denominator IS NULL THEN summed.counted ELSE summed.numerator END AS numerator,
        coalesce(
            summed.denominator,
            CASE WHEN $base::VARCHAR = 'target' THEN own.target ELSE own.people END
        ) AS denominator,
        -- Against the area's own denominator, only the same units make a change; a newcomer would make a jump.
        CASE
            WHEN summed.denominator IS NOT NULL THEN summed.numerator_before
            WHEN summed.is_comparable THEN summed.counted_before
        END AS numerator_before,
        coalesce(
            summed.denominator_before,
            CASE WHEN $base::VARCHAR = 'target' THEN own.target ELSE own.people END
        ) AS denominator_before,
        CASE
            WHEN least(summed.counted_7, given_away.counted_7) NOT BETWEEN 1 AND $small_count::INTEGER - 1
                THEN summed.gained_7 / 7.0
        END AS pace_7,
        CASE
            WHEN least(summed.counted_14, given_away.counted_14) NOT BETWEEN 1 AND $small_count::INTEGER - 1
                THEN summed.gained_14 / 14.0
        END AS pace_14,
        summed.reallocated,
        coalesce(summed.is_inherited, own.is_inherited, FALSE) AS is_inherited,
        CASE
            WHEN least(commune.measure, given_away.denominator) NOT BETWEEN 1 AND $small_count::INTEGER - 1
                THEN commune.measure
        END AS denominator_of_commune,
        CASE WHEN summed.counted IS NOT NULL THEN commune.parts END AS parts,
        CASE WHEN summed.counted IS NOT NULL THEN commune.parts_reported END AS parts_reported,
        given_away.denominator AS denominator_given_away,
        given_away.denominator_before AS denominator_before_given_away,
        coalesce(summed.deadline, own.deadline) AS deadline,
        greatest(
            CASE
                WHEN summed.target_of_stage IS NULL THEN own.target - summed.counted
                ELSE summed.target_of_stage - summed.counted_of_target
            END,
            0
        )::BIGINT AS missing,
        inside.communes,
        coalesce(summed.communes_reported, 0)::BIGINT AS communes_reported,
        coalesce(summed.communes_late, 0)::BIGINT AS communes_late,
        coalesce(summed.communes_done, 0) AS communes_done,
        date_diff('day', summed.reported_at::DATE, $as_of::DATE)::INTEGER AS days_late,
        CASE
            WHEN NOT inside.is_existing THEN 'not_existing'
            WHEN NOT inside.is_divisible THEN 'not_divisible'
            WHEN summed.counted IS NULL THEN 'not_reported'
            WHEN least(summed.counted, given_away.counted) BETWEEN 1 AND $small_count::INTEGER - 1 THEN 'suppressed'
            WHEN date_diff('day', summed.reported_at::DATE, $as_of::DATE) > $late_after_days::INTEGER THEN 'late'
            WHEN summed.counted = 0 THEN 'zero'
            ELSE 'value'
        END AS state
    FROM inside
    LEFT JOIN summed
        ON inside.unit_code = summed.area_code
    LEFT JOIN reported AS commune
        ON
            inside.unit_code = commune.unit_code
            AND inside.source = commune.source
            AND $grain::VARCHAR = 'commune'
    LEFT JOIN in_force AS own
        ON
            own.edition = $edition::VARCHAR
            AND inside.unit_code = own.unit_code
    LEFT JOIN given_away
        ON inside.unit_code = given_away.unit_code
),

-- A count from 1 to below small_count is told nowhere: not of a part of the area, not as another stage's denominator.
told AS (
    SELECT
        measured.*,
        measured.state IN ('value', 'zero', 'late') AS is_shown,
        CASE
            WHEN
                measured.numerator NOT BETWEEN 1 AND $small_count::INTEGER - 1
                AND (
                    $base::VARCHAR NOT IN ('approved', 'collected')
                    OR coalesce(least(measured.denominator, measured.denominator_given_away), 0)
                    NOT BETWEEN 1 AND $small_count::INTEGER - 1
                )
                THEN measured.numerator
        END AS shown_numerator,
        CASE
            WHEN
                measured.counted_before IS NOT NULL
                AND measured.numerator_before NOT BETWEEN 1 AND $small_count::INTEGER - 1
                AND (
                    $base::VARCHAR NOT IN ('approved', 'collected')
                    OR least(measured.denominator_before, measured.denominator_before_given_away)
                    NOT BETWEEN 1 AND $small_count::INTEGER - 1
                )
                THEN measured.numerator_before
        END AS shown_numerator_before
    FROM measured
),

shared AS (
    SELECT
        told.*,
        CASE WHEN told.is_shown THEN told.shown_numerator::DOUBLE / nullif(told.denominator, 0) END AS share,
        CASE
            WHEN told.is_shown AND told.shown_numerator IS NOT NULL
                THEN told.shown_numerator_before::DOUBLE / nullif(told.denominator_before, 0)
        END AS share_before
    FROM told
)

SELECT
    shared.unit_code,
    shared.unit_name,
    shared.parent_name,
    shared.state,
    CASE WHEN shared.is_shown THEN shared.activated END::BIGINT AS activated,
    CASE WHEN shared.is_shown THEN shared.counted END::BIGINT AS counted,
    shared.target::BIGINT AS target,
    CASE
        WHEN
            shared.is_shown
            AND shared.activated IS NOT NULL
            AND shared.activated_of_target NOT BETWEEN 1 AND $small_count::INTEGER - 1
            THEN shared.activated_of_target::DOUBLE / nullif(shared.target, 0)
    END AS target_share,
    CASE WHEN shared.is_shown THEN shared.shown_numerator END::BIGINT AS numerator,
    CASE
        WHEN $base::VARCHAR NOT IN ('approved', 'collected') OR (shared.is_shown AND shared.shown_numerator IS NOT NULL)
            THEN shared.denominator
        ELSE shared.denominator_of_commune
    END::BIGINT AS denominator,
    shared.share,
    shared.share_before,
    CASE
        WHEN shared.share IS NOT NULL THEN rank() OVER (
            ORDER BY shared.share DESC NULLS LAST
        )
    END AS rank,
    CASE
        WHEN shared.share_before IS NOT NULL THEN rank() OVER (
            ORDER BY shared.share_before DESC NULLS LAST
        )
    END AS rank_before,
    CASE WHEN shared.state <> 'not_existing' THEN shared.reported_at END AS reported_at,
    CASE WHEN shared.state <> 'not_existing' THEN shared.reported_at::DATE END AS reported_on,
    CASE WHEN shared.state <> 'not_existing' THEN shared.days_late END AS days_late,
    CASE WHEN shared.is_shown THEN shared.pace_7 END AS pace_7,
    CASE WHEN shared.is_shown THEN shared.pace_14 END AS pace_14,
    shared.deadline,
    CASE WHEN shared.is_shown AND shared.deadline IS NOT NULL THEN shared.missing END AS missing,
    CASE
        WHEN shared.is_shown AND $as_of::DATE <= shared.deadline
            THEN shared.missing::DOUBLE / greatest(date_diff('day', $as_of::DATE, shared.deadline), 1)
    END AS required_per_day,
    shared.communes,
    shared.communes_reported,
    shared.communes_late,
    shared.communes_done,
    CASE WHEN shared.is_shown THEN shared.counted_before END::BIGINT AS counted_before,
    CASE WHEN shared.is_shown THEN shared.counted_since END::BIGINT AS counted_since,
    CASE WHEN shared.is_shown THEN shared.parts END AS parts,
    CASE WHEN shared.is_shown THEN shared.parts_reported END AS parts_reported,
    CASE
        WHEN shared.is_shown AND shared.reallocated >= $small_count::INTEGER
            THEN shared.reallocated
    END::BIGINT AS reallocated,
    shared.is_inherited
FROM shared
ORDER BY
    shared.share DESC NULLS LAST,
    shared.sort_key,
    shared.unit_code
