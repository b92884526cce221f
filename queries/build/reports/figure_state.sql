-- What each figure of which the latest batch alone counts was worth after each step of a batch that reported it;
-- figures reported by one batch that was never withdrawn are left out.
--
-- grain:  one row per (kind, edition, unit_code, subject, as_of, level, stage, happened_at, batch_id)
-- after:  batch_step
-- part:   province

WITH touched AS (
    SELECT DISTINCT
        batch_step.batch_id,
        batch_step.is_decided
    FROM batch_step
    WHERE batch_step.is_touched
),

single AS (
    SELECT
        'summary' AS kind,
        received_summary.edition,
        received_summary.unit_code,
        '' AS subject,
        received_summary.as_of,
        received_summary.level,
        received_summary.stage,
        received_summary.count,
        received_summary.is_correction,
        received_summary.batch_id
    FROM received_summary
    UNION ALL
    SELECT
        'target' AS kind,
        received_target.edition,
        received_target.unit_code,
        received_target.issuer AS subject,
        received_target.deadline::TIMESTAMP AS as_of,
        received_target.level,
        received_target.stage,
        received_target.value AS count,
        false AS is_correction,
        received_target.batch_id
    FROM received_target
    UNION ALL
    SELECT
        'population_base' AS kind,
        received_population_base.edition,
        received_population_base.unit_code,
        received_population_base.base AS subject,
        received_population_base.as_of::TIMESTAMP AS as_of,
        '' AS level,
        '' AS stage,
        received_population_base.count,
        false AS is_correction,
        received_population_base.batch_id
    FROM received_population_base
),

figure AS (
    SELECT
        single.*,
        hash(
            single.kind, single.edition, single.unit_code, single.subject, single.as_of, single.level, single.stage
        ) AS figure_hash,
        touched.is_decided
    FROM single
    INNER JOIN touched
        ON single.batch_id = touched.batch_id
),

shared_figure AS (
    SELECT figure.*
    FROM figure
    WINDOW same_hash AS (PARTITION BY figure.figure_hash)
    QUALIFY
        min(figure.batch_id) OVER same_hash <> max(figure.batch_id) OVER same_hash
        OR bool_or(figure.is_decided) OVER same_hash
),

figure_step AS (
    SELECT
        shared_figure.kind,
        shared_figure.edition,
        shared_figure.unit_code,
        shared_figure.subject,
        shared_figure.as_of,
        shared_figure.level,
        shared_figure.stage,
        batch_step.happened_at,
        batch_step.what,
        batch_step.batch_id,
        shared_figure.is_correction
    FROM shared_figure
    INNER JOIN batch_step
        ON shared_figure.batch_id = batch_step.batch_id
)

SELECT
    figure_step.kind,
    figure_step.edition,
    figure_step.unit_code,
    figure_step.subject,
    figure_step.as_of,
    figure_step.level,
    figure_step.stage,
    figure_step.happened_at,
    figure_step.what,
    figure_step.batch_id,
    bool_or(figure_step.is_correction) AS is_correction,
    arg_max(shared_figure.count, counts.turn) AS count
FROM figure_step
INNER JOIN shared_figure
    ON
        figure_step.kind = shared_figure.kind
        AND figure_step.edition = shared_figure.edition
        AND figure_step.unit_code = shared_figure.unit_code
        AND figure_step.subject = shared_figure.subject
        AND figure_step.as_of = shared_figure.as_of
        AND figure_step.level = shared_figure.level
        AND figure_step.stage = shared_figure.stage
LEFT JOIN batch_step AS counts
    ON
        shared_figure.batch_id = counts.batch_id
        AND counts.what <> 'withdraw'
        AND figure_step.happened_at >= counts.happened_at
        AND figure_step.happened_at < counts.next_at
GROUP BY
    figure_step.kind,
    figure_step.edition,
    figure_step.unit_code,
    figure_step.subject,
    figure_step.as_of,
    figure_step.level,
    figure_step.stage,
    figure_step.happened_at,
    figure_step.what,
    figure_step.batch_id
