"""The rows of the generated nation, as questions that write them: one for each kind of batch."""

# A campaign that saturates, with weekends, noise, 1 commune in 97 silent, 1 in 61 silent for a week, and 1 day in 41
# without a report.
FIGURE = """
    WITH commune AS (
        SELECT unit_code, parent_code, 4000 + hash(unit_code) % 30000 AS people
        FROM read_csv('{units}', all_varchar = true)
        WHERE edition = '2025' AND grain = 'commune' AND hash(unit_code, 'silent') % 97 <> 0
    ),
    figure AS (
        SELECT
            '2025' AS edition,
            unit_code,
            parent_code,
            day,
            TIMESTAMP '{first} 23:00' + day * INTERVAL 1 DAY AS as_of,
            level::VARCHAR AS level,
            ['collected', 'approved', 'activated'][stage] AS stage,
            (people / level * (1.05 - 0.1 * stage) * (1 - exp(-(day + 1) / (250.0 + people % 400))))::BIGINT AS count
        FROM commune, range({day_from}, {day_to} + 1) AS days (day), range(1, 3) AS levels (level),
            range(1, 4) AS stages (stage)
        WHERE hash(unit_code, day) % 41 <> 0 AND hash(unit_code, day // 7, 'none') % 61 <> 0
    )
"""
SUMMARY = """
COPY (
    {figure}
    SELECT edition, unit_code, as_of, level, stage, count - {less} AS count, {less} > 0 AS is_correction
    FROM figure
    WHERE count >= {less} AND {share}
    ORDER BY day, unit_code
) TO '{path}' (FORMAT parquet)
"""
# What a day added, now and then one dossier less than the summary says.
DETAILED = """
COPY (
    {figure}
    SELECT
        edition,
        unit_code,
        as_of::DATE AS date,
        '07-11' AS hour_band,
        level,
        stage,
        'headquarters' AS channel,
        NULL::VARCHAR AS team_code,
        greatest(
            count - lag(count) OVER (PARTITION BY unit_code, level, stage ORDER BY day)
            - (hash(unit_code, day, level) % 29 = 0)::INTEGER,
            0
        ) AS count,
        false AS is_correction
    FROM figure
    WHERE parent_code = '{province}'
    QUALIFY lag(count) OVER (PARTITION BY unit_code, level, stage ORDER BY day) IS NOT NULL
    ORDER BY unit_code, date
) TO '{path}' (FORMAT parquet)
"""
TARGET = """
COPY (
    SELECT
        edition,
        unit_code,
        issuer,
        level,
        'activated' AS stage,
        deadline - 360 AS start_date,
        deadline,
        (3000 + hash(unit_code) % 20000 + 10 * year(deadline))::BIGINT AS value,
        'KH-06' AS document,
        '1' AS phase
    FROM read_csv('{units}', all_varchar = true),
        unnest(['ministry', 'province']) AS issuers (issuer),
        unnest(['1', '2', 'all']) AS levels (level),
        unnest([DATE '2025-12-31', DATE '2026-12-31', DATE '2027-12-31']) AS deadlines (deadline)
    WHERE edition = '2025' AND grain = 'commune'
) TO '{path}' (FORMAT parquet)
"""
POPULATION = """
COPY (
    SELECT
        edition,
        unit_code,
        'eligible' AS base,
        as_of,
        (4000 + hash(unit_code) % 30000 + 20 * (year(as_of) - 2025))::BIGINT AS count,
        'generated' AS source,
        'generated' AS quality
    FROM read_csv('{units}', all_varchar = true),
        unnest([DATE '2025-07-01', DATE '2026-07-01', DATE '2027-07-01']) AS moments (as_of)
    WHERE edition = '2025' AND grain = 'commune'
) TO '{path}' (FORMAT parquet)
"""
PUBLISHED = """
COPY (
    SELECT
        'province' AS unit_level,
        full_name AS unit_printed,
        edition,
        unit_code,
        DATE '{first}' + (month * 30)::INTEGER AS date,
        'accounts_activated' AS metric,
        (1e6 + hash(unit_code) % 1000 * month)::BIGINT AS value,
        NULL::BIGINT AS value_high,
        NULL::DOUBLE AS denominator,
        NULL::DOUBLE AS percent,
        'generated' AS source_url
    FROM read_csv('{units}', all_varchar = true), range(30) AS months (month)
    WHERE edition = '2025' AND grain IN ('nation', 'province')
) TO '{path}' (FORMAT parquet)
"""
TEMPLATES = {
    "published": PUBLISHED,
    "summary": SUMMARY,
    "detailed": DETAILED,
    "target": TARGET,
    "population_base": POPULATION,
}
