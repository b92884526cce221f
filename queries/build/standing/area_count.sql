-- Where each unit of any size stood every day, in both eras: the sum over those whose reports it is made of.
-- counted_from says since when a day's flow was counted: on its eve where half of the units have a flow of that
-- day alone, else when the others reported last.
--
-- grain:  one row per (edition, unit_code, level, stage, date)
-- part:   province
-- after:  own_flow, contributor, era

SELECT
    contributor.edition,
    contributor.area_code AS unit_code,
    own_flow.level,
    own_flow.stage,
    own_flow.date,
    own_flow.figure_date,
    sum(own_flow.count)::BIGINT AS count,
    sum(own_flow.flow)::BIGINT AS flow,
    CASE
        WHEN
            2 * count(*) FILTER (WHERE own_flow.counted_from = own_flow.date - 1) >= count(own_flow.counted_from)
            AND count(own_flow.counted_from) > 0
            THEN own_flow.date - 1
        ELSE max(own_flow.counted_from) FILTER (WHERE own_flow.counted_from < own_flow.date - 1)
    END AS counted_from,
    coalesce(bool_or(own_flow.is_corrected), FALSE) AS is_corrected,
    sum(own_flow.shared_out)::BIGINT AS shared_out,
    max(own_flow.reported_at) AS reported_at,
    count(*) AS units_reported,
    max(CASE WHEN contributor.area_code = contributor.unit_code THEN own_flow.parts END) AS parts,
    max(CASE WHEN contributor.area_code = contributor.unit_code THEN own_flow.parts_reported END) AS parts_reported
FROM own_flow
INNER JOIN era
    ON own_flow.figure_date BETWEEN era.first_day AND era.last_day
INNER JOIN contributor
    ON
        own_flow.edition = contributor.source
        AND era.edition = contributor.era
        AND own_flow.level = contributor.level
        AND own_flow.unit_code = contributor.unit_code
GROUP BY
    contributor.edition,
    contributor.area_code,
    own_flow.level,
    own_flow.stage,
    own_flow.date,
    own_flow.figure_date
