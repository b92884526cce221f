-- Which units took over from which, and with what share of them. A divided unit's shares are of its area, not of its
-- people; they sum to one. Weak is a share cut along an approximate border, or too small for the map to show.
--
-- grain:  one row per (from_edition, from_code, to_edition, to_code, effective_on)
-- after:  unit

-- Ended units of which no batch tells are no units here (see unit), and pass nothing on.
WITH unlisted AS (
    SELECT
        source_unit_ended.edition,
        source_unit_ended.unit_code
    FROM source_unit_ended
    ANTI JOIN unit
        ON
            source_unit_ended.edition = unit.edition
            AND source_unit_ended.unit_code = unit.unit_code
)

SELECT
    source_succession.from_edition,
    source_succession.from_code,
    source_succession.to_edition,
    source_succession.to_code,
    source_succession.share::DOUBLE AS share,
    source_succession.method,
    source_succession.effective_on::DATE AS effective_on,
    source_succession.document,
    source_succession.method IN ('area_overlap_weak', 'area_overlap_below_resolution') AS is_weak
FROM source_succession
ANTI JOIN unlisted
    ON
        source_succession.from_edition = unlisted.edition
        AND source_succession.from_code = unlisted.unit_code
ORDER BY
    source_succession.from_edition,
    source_succession.from_code,
    source_succession.to_edition,
    source_succession.to_code
