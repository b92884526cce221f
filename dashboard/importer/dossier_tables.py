"""The SQL by which dossiers are counted: each distinct text is read once, then small numbers stand for it."""

UNIT = ("edition", "unit_code", "unit_name", "parent_name")
WORDS = ("level", "stage", "channel")
# All that a dossier says beside its times.
SAYS = (*UNIT, *WORDS, "team_code", "hour_band")

# The ways in which dossiers say these things.
SAID = """
CREATE TEMP TABLE said AS
SELECT row_number() OVER () AS said, *, coalesce(cell(unit_code), cell(unit_name)) IS NOT NULL AS has_unit
FROM (SELECT DISTINCT {says} FROM raw)
"""

# A dossier is its row, what it says, and its times as they are written.
SLIM = """
CREATE TEMP TABLE slim AS
SELECT raw.rowid AS first_row, said.said, said.has_unit, {times}
FROM raw INNER JOIN said ON {same}
"""

# A time as a day and a band of hours. Where the time of day is not given the band is left out, which is asked for;
# where nothing can be read the day stays as it is written, which is asked for too.
TIMES = """
CREATE TEMP TABLE times AS
SELECT *, dense_rank() OVER (ORDER BY date) AS day
FROM (
    SELECT
        written,
        cell(written) IS NULL AS is_blank,
        era_at(moment::DATE) AS era,
        coalesce(strftime(moment, '%Y-%m-%d'), written) AS date,
        CASE
            WHEN moment IS NULL THEN '00-07'
            WHEN NOT regexp_matches(cell(written), '[:.]') THEN NULL
            WHEN hour(moment) < 7 THEN '00-07'
            WHEN hour(moment) < 11 THEN '07-11'
            WHEN hour(moment) < 13 THEN '11-13'
            WHEN hour(moment) < 17 THEN '13-17'
            WHEN hour(moment) < 22 THEN '17-22'
            ELSE '22-24'
        END AS hour_band
    FROM (SELECT written, as_time(cell(written)) AS moment FROM ({written}))
)
"""

# One row a dossier and stage.
DOSSIER = """
SELECT slim.first_row, slim.said, '{origin}' AS origin, times.era, times.day, times.hour_band
FROM slim INNER JOIN times ON slim.{origin} IS NOT DISTINCT FROM times.written
WHERE NOT times.is_blank {or_unit}
"""

USED = "CREATE TEMP TABLE used AS SELECT DISTINCT said, origin, era FROM dossier"

NAMING = """
SELECT
    unit_code, unit_name, parent_name, era, edition,
    coalesce(
        (SELECT any_value(canonical) FROM vocabulary WHERE field = 'edition' AND key = word_key(written.edition)),
        left(era, 4)
    ),
    cell(unit_code), cell(unit_name), folded(cell(unit_name)), folded(cell(parent_name)), NULL, substr(era, 6)
FROM (
    SELECT DISTINCT said.unit_code, said.unit_name, said.parent_name, used.era, said.edition
    FROM used INNER JOIN said USING (said)
) AS written
"""

# What the ways of saying mean; different ones may mean the same.
MEANT = """
CREATE TEMP TABLE meant AS
SELECT
    *,
    dense_rank() OVER (ORDER BY edition, unit_code, unit_name, parent_name, level, stage, channel, team_code) AS meaning
FROM (
    SELECT
        used.said, used.origin, used.era, {unit}, {level}, {stage}, {channel},
        cell(said.team_code) AS team_code, CASE WHEN cell(said.hour_band) IS NOT NULL THEN {hour_band} END AS own_hours
    FROM used
    INNER JOIN said USING (said)
    LEFT JOIN named ON {same} AND used.era IS NOT DISTINCT FROM named.era_written
)
"""

# Hours that a column gives stand before those of the time.
COUNTED = """
CREATE TEMP TABLE counted AS
WITH tallied AS (
    SELECT
        meant.meaning,
        dossier.day,
        coalesce(meant.own_hours, dossier.hour_band) AS hour_band,
        min(dossier.first_row) AS first_row,
        count(*) AS count
    FROM dossier
    INNER JOIN meant
        ON dossier.said = meant.said AND dossier.origin = meant.origin
        AND dossier.era IS NOT DISTINCT FROM meant.era
    GROUP BY ALL
),
meanings AS (SELECT DISTINCT ON (meaning) * FROM meant),
days AS (SELECT DISTINCT day, date FROM times)
SELECT
    tallied.first_row, tallied.count::VARCHAR AS count, meanings.* EXCLUDE (said, era, meaning, own_hours),
    days.date, tallied.hour_band
FROM tallied
INNER JOIN meanings USING (meaning)
INNER JOIN days USING (day)
ORDER BY tallied.first_row
"""

TABLES = ("said", "slim", "times", "dossier", "used", "named", "meant", "counted")
