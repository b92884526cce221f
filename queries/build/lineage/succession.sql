-- Which units went into which, and with what share: the one relation of handing over. The reform is the day on which
-- units of one edition go into units of the next; later resolutions move units within an edition.
-- A divided unit's shares are of its people where a document tells (method residents), else of its area; they sum to
-- one. In millionths they do so exactly, so that what is shared out can be summed up again. Where none of a unit's
-- people went (share 0) nothing is handed over: a report of it is no report of the unit that took its ground.
-- Weak is a share cut along an approximate border, or too small for the map to show.
--
-- grain:  one row per (from_edition, from_code, to_edition, to_code, effective_on); that is the first day after
-- after:  unit
-- part:   province

-- Ended units that no batch reports of are no units here (see unit), and pass nothing on.
WITH unlisted AS (
    SELECT
        source_unit_ended.edition,
        source_unit_ended.unit_code
    FROM source_unit_ended
    ANTI JOIN unit
        ON
            source_unit_ended.edition = unit.edition
            AND source_unit_ended.unit_code = unit.unit_code
),

listed AS (
    SELECT
        source_succession.from_edition,
        source_succession.from_code,
        source_succession.to_edition,
        source_succession.to_code,
        source_succession.share::DOUBLE AS share,
        source_succession.method,
        source_succession.effective_on::DATE AS effective_on,
        source_succession.document
    FROM source_succession
    ANTI JOIN unlisted
        ON
            source_succession.from_edition = unlisted.edition
            AND source_succession.from_code = unlisted.unit_code
    WHERE source_succession.share::DOUBLE > 0
),

-- A district lives on as the group of communes that keeps its code; an island district without communes became a
-- commune itself.
district AS (
    SELECT
        former.edition AS from_edition,
        former.unit_code AS from_code,
        successor.edition AS to_edition,
        successor.unit_code AS to_code,
        1.0::DOUBLE AS share,
        'whole' AS method,
        successor.valid_from AS effective_on,
        NULL AS document
    FROM unit AS former
    INNER JOIN unit AS successor
        ON former.unit_code = successor.unit_code
    ANTI JOIN listed
        ON
            former.edition = listed.from_edition
            AND former.unit_code = listed.from_code
            AND listed.from_edition <> listed.to_edition
    WHERE
        former.grain = 'district'
        AND successor.grain = 'former_district'
),

every_succession AS (
    SELECT listed.*
    FROM listed
    UNION ALL
    SELECT district.*
    FROM district
)

SELECT
    every_succession.*,
    every_succession.method IN ('area_overlap_weak', 'area_overlap_below_resolution') AS is_weak,
    every_succession.share = 1 AS is_whole,
    round(every_succession.share * 1000000)::BIGINT
    -- What thirds and the like leave over goes to one of them.
    + CASE
        WHEN row_number() OVER largest_first = 1
            THEN 1000000 - sum(round(every_succession.share * 1000000)::BIGINT) OVER divided
        ELSE 0
    END::BIGINT AS millionths
FROM every_succession
WINDOW
    largest_first AS (
        PARTITION BY
            every_succession.from_edition,
            every_succession.from_code,
            every_succession.to_edition,
            every_succession.effective_on
        ORDER BY
            every_succession.share DESC,
            every_succession.to_code
    ),
    divided AS (
        PARTITION BY
            every_succession.from_edition,
            every_succession.from_code,
            every_succession.to_edition,
            every_succession.effective_on
    )
ORDER BY
    every_succession.from_edition,
    every_succession.from_code,
    every_succession.to_edition,
    every_succession.to_code
