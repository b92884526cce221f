-- Accounts against the chosen base, by commune, at the end of one day, with the change since the period before.
-- Both rates of a comparison use the target or population in force on the day, so that a new target is no progress.
-- Counts from 1 to below small_count are told nowhere, not as a denominator and not beside another stage either, nor is
-- a count that would give one of them away (see queries/build/giveaway.sql).
-- On a day of the other era the figures are those of that day's units, carried to these (see carried_standing.sql).
--
-- grain:  one row per commune of the edition under the parent; a commune without a report has NULL, never zero
-- param:  edition            VARCHAR        "2024" or "2025"
-- param:  as_of              DATE           last day counted
-- param:  parent             VARCHAR        a unit's code; "VN" for all
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
-- column: activated          BIGINT         cumulative accounts activated
-- column: counted            BIGINT         cumulative count of the chosen stage
-- column: target             BIGINT         the issuer's target in force; NULL where none was set
-- column: target_share       DOUBLE         activated / target; may pass 1
-- column: denominator        BIGINT         count of the chosen base
-- column: share              DOUBLE         counted / denominator; may pass 1
-- column: share_before       DOUBLE         the same one period earlier
-- column: rank               BIGINT         by share, equal shares share a rank; NULL without a share
-- column: rank_before        BIGINT         the same one period earlier
-- column: reported_at        TIMESTAMP      time of the newest report used
-- column: reported_on        DATE           date of the newest report used
-- column: days_late          INTEGER        days between that report and as_of
-- column: pace_7             DOUBLE         counted a day over the last 7 days
-- column: pace_14            DOUBLE         counted a day over the last 14 days
-- column: deadline           DATE           of the target in force
-- column: required_per_day   DOUBLE         still to count a day until the deadline, it included; NULL once it passed
-- column: parts              BIGINT         units of other days that the figure is carried from; NULL for its own
-- column: parts_reported     BIGINT         of them with a report
-- column: reallocated        BIGINT         the part of counted that was shared out; NULL where none was
-- column: is_inherited       BOOLEAN        the target in force was set for the units that this one was made of

WITH moment AS (
    SELECT least($as_of::DATE, max(coverage.last_day)) AS today
    FROM coverage
),

-- A period of 7 or 14 days names a day twice, which changes nothing: of each day the highest of equal counts is taken.
wanted AS (
    SELECT
        back.days_back,
        moment.today - back.days_back AS date
    FROM moment
    CROSS JOIN (VALUES (0), (7), (14), ($period_days::INTEGER)) AS back (days_back)
),

-- A count that gives a small one away is taken for the small one, and so hidden wherever that would be.
figure AS (
    SELECT
        standing_by_level.unit_code,
        standing_by_level.reported_at,
        standing_by_level.parts,
        standing_by_level.parts_reported,
        CASE $stage::VARCHAR
            WHEN 'collected' THEN standing_by_level.collected_shared
            WHEN 'approved' THEN standing_by_level.approved_shared
            ELSE standing_by_level.activated_shared
        END AS reallocated,
        wanted.days_back,
        CASE
            WHEN giveaway.activated < $small_count::INTEGER THEN giveaway.activated
            ELSE standing_by_level.activated
        END AS activated,
        CASE
            WHEN giveaway.approved < $small_count::INTEGER THEN giveaway.approved
            ELSE standing_by_level.approved
        END AS approved,
        CASE
            WHEN giveaway.collected < $small_count::INTEGER THEN giveaway.collected
            ELSE standing_by_level.collected
        END AS collected
    FROM standing_by_level
    INNER JOIN wanted
        ON standing_by_level.date = wanted.date
    LEFT JOIN giveaway
        ON
            standing_by_level.edition = giveaway.edition
            AND standing_by_level.date = giveaway.date
            AND standing_by_level.level = giveaway.level
            AND standing_by_level.unit_code = giveaway.unit_code
    -- A unit that has taken over from others since is no longer what it was then: what it took over is no pace.
    LEFT JOIN handover
        ON
            standing_by_level.edition = handover.edition
            AND standing_by_level.unit_code = handover.unit_code
            AND wanted.date < handover.day
            AND wanted.date + wanted.days_back >= handover.day
    WHERE
        standing_by_level.edition = $edition::VARCHAR
        AND standing_by_level.level = $level::VARCHAR
        AND handover.day IS NULL
),

counted AS (
    SELECT
        figure.*,
        CASE $stage::VARCHAR
            WHEN 'collected' THEN figure.collected
            WHEN 'approved' THEN figure.approved
            ELSE figure.activated
        END AS counted
    FROM figure
),

reported AS (
    SELECT
        counted.unit_code,
        max(counted.reported_at) FILTER (WHERE counted.days_back = 0) AS reported_at,
        max(counted.parts) FILTER (WHERE counted.days_back = 0) AS parts,
        max(counted.parts_reported) FILTER (WHERE counted.days_back = 0) AS parts_reported,
        max(counted.reallocated) FILTER (WHERE counted.days_back = 0) AS reallocated,
        max(counted.activated) FILTER (WHERE counted.days_back = 0) AS activated,
        max(counted.approved) FILTER (WHERE counted.days_back = 0) AS approved,
        max(counted.collected) FILTER (WHERE counted.days_back = 0) AS collected,
        max(counted.counted) FILTER (WHERE counted.days_back = 0) AS counted,
        max(counted.counted) FILTER (WHERE counted.days_back = 7) AS counted_7,
        max(counted.counted) FILTER (WHERE counted.days_back = 14) AS counted_14,
        max(counted.counted) FILTER (WHERE counted.days_back = $period_days::INTEGER) AS counted_before,
        max(counted.approved) FILTER (WHERE counted.days_back = $period_days::INTEGER) AS approved_before,
        max(counted.collected) FILTER (WHERE counted.days_back = $period_days::INTEGER) AS collected_before
    FROM counted
    GROUP BY counted.unit_code
),

-- A target of the stage itself goes before the activation target, against which offices measure the other stages too.
in_force AS (
    SELECT
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
        denominator.edition = $edition::VARCHAR
        AND $as_of::DATE BETWEEN denominator.in_force_from AND denominator.in_force_to
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
    GROUP BY denominator.unit_code
),

commune AS (
    SELECT
        area_era.unit_code,
        area_era.unit_name,
        area_era.sort_key,
        area_era.parent_name,
        area_era.is_divisible,
        $as_of::DATE BETWEEN area_era.valid_from AND area_era.valid_to AS is_existing
    FROM area_era
    INNER JOIN unit_ancestor
        ON
            area_era.edition = unit_ancestor.edition
            AND area_era.unit_code = unit_ancestor.unit_code
    WHERE
        area_era.edition = $edition::VARCHAR
        AND area_era.grain = 'commune'
        AND $as_of::DATE BETWEEN area_era.first_day AND area_era.last_day
        AND unit_ancestor.ancestor_code = $parent::VARCHAR
),

measured AS (
    SELECT
        commune.unit_code,
        commune.unit_name,
        commune.sort_key,
        commune.parent_name,
        CASE
            WHEN reported.activated NOT BETWEEN 1 AND $small_count::INTEGER - 1
                THEN reported.activated
        END AS activated,
        reported.counted,
        CASE
            WHEN reported.counted_before NOT BETWEEN 1 AND $small_count::INTEGER - 1
                THEN reported.counted_before
        END AS counted_before,
        reported.reported_at,
        reported.parts,
        reported.parts_reported,
        reported.reallocated,
        in_force.activation_target AS target,
        coalesce(in_force.is_inherited, FALSE) AS is_inherited,
        in_force.deadline,
        date_diff('day', reported.reported_at::DATE, $as_of::DATE)::INTEGER AS days_late,
        CASE
            WHEN reported.counted_7 NOT BETWEEN 1 AND $small_count::INTEGER - 1
                THEN (reported.counted - reported.counted_7) / 7.0
        END AS pace_7,
        CASE
            WHEN reported.counted_14 NOT BETWEEN 1 AND $small_count::INTEGER - 1
                THEN (reported.counted - reported.counted_14) / 14.0
        END AS pace_14,
        CASE $base::VARCHAR
            WHEN 'target' THEN in_force.target
            WHEN 'approved'
                THEN CASE
                    WHEN reported.approved NOT BETWEEN 1 AND $small_count::INTEGER - 1
                        THEN reported.approved
                END
            WHEN 'collected'
                THEN CASE
                    WHEN reported.collected NOT BETWEEN 1 AND $small_count::INTEGER - 1
                        THEN reported.collected
                END
            ELSE in_force.people
        END AS denominator,
        CASE $base::VARCHAR
            WHEN 'target' THEN in_force.target
            WHEN 'approved'
                THEN CASE
                    WHEN reported.approved_before NOT BETWEEN 1 AND $small_count::INTEGER - 1
                        THEN reported.approved_before
                END
            WHEN 'collected'
                THEN CASE
                    WHEN reported.collected_before NOT BETWEEN 1 AND $small_count::INTEGER - 1
                        THEN reported.collected_before
                END
            ELSE in_force.people
        END AS denominator_before,
        CASE
            WHEN NOT commune.is_existing THEN 'not_existing'
            WHEN NOT commune.is_divisible THEN 'not_divisible'
            WHEN reported.counted IS NULL THEN 'not_reported'
            WHEN reported.counted > 0 AND reported.counted < $small_count::INTEGER THEN 'suppressed'
            WHEN date_diff('day', reported.reported_at::DATE, $as_of::DATE) > $late_after_days::INTEGER THEN 'late'
            WHEN reported.counted = 0 THEN 'zero'
            ELSE 'value'
        END AS state,
        CASE
            WHEN $as_of::DATE <= in_force.deadline
                THEN
                    greatest(in_force.target - reported.counted, 0)::DOUBLE
                    / greatest(date_diff('day', $as_of::DATE, in_force.deadline), 1)
        END AS required_per_day
    FROM commune
    LEFT JOIN reported
        ON commune.unit_code = reported.unit_code
    LEFT JOIN in_force
        ON commune.unit_code = in_force.unit_code
),

shared AS (
    SELECT
        measured.*,
        measured.state IN ('value', 'zero', 'late') AS is_shown,
        CASE
            WHEN measured.state IN ('value', 'zero', 'late')
                THEN measured.counted::DOUBLE / nullif(measured.denominator, 0)
        END AS share,
        CASE
            WHEN measured.state IN ('value', 'zero', 'late')
                THEN measured.counted_before::DOUBLE / nullif(measured.denominator_before, 0)
        END AS share_before
    FROM measured
)

SELECT
    shared.unit_code,
    shared.unit_name,
    shared.parent_name,
    shared.state,
    CASE WHEN shared.is_shown THEN shared.activated END AS activated,
    CASE WHEN shared.is_shown THEN shared.counted END AS counted,
    shared.target,
    CASE WHEN shared.is_shown THEN shared.activated::DOUBLE / nullif(shared.target, 0) END AS target_share,
    shared.denominator,
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
    CASE WHEN shared.is_shown THEN shared.required_per_day END AS required_per_day,
    CASE WHEN shared.is_shown THEN shared.parts END AS parts,
    CASE WHEN shared.is_shown THEN shared.parts_reported END AS parts_reported,
    CASE WHEN shared.is_shown AND shared.reallocated >= $small_count::INTEGER THEN shared.reallocated END
        AS reallocated,
    shared.is_inherited
FROM shared
ORDER BY
    shared.share DESC NULLS LAST,
    shared.sort_key,
    shared.unit_code
