-- Which units took over from which, and with what share of them. A divided unit's shares are of its area, not of its
-- people; they sum to one. Weak is a share cut along an approximate border, or too small for the map to show.
--
-- grain:  one row per (from_edition, from_code, to_edition, to_code, effective_on)

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
ORDER BY
    source_succession.from_edition,
    source_succession.from_code,
    source_succession.to_edition,
    source_succession.to_code
