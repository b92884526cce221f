"""Lists of dossiers, one row a person: counted in memory by unit, day, hours and work; only the counts go on."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from dashboard.exports.header import Header
from dashboard.exports.kinds import DETAILED, DOSSIER, STAGE_DATES
from dashboard.exports.results import Notice
from dashboard.exports.source import Place, Source
from dashboard.importer.matching.recognition import Names
from dashboard.importer.matching.units import Written
from dashboard.tables import put

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
DOSSIER_ROWS = """
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


def counted(connection: duckdb.DuckDBPyConnection, source: Source) -> Source:
    """Replaces the dossiers in `raw` by their counts; each count stands where its first dossier stood."""
    names = source.header.names
    lay_out_dossiers(connection, names)
    connection.execute(USED)
    name_units(connection)
    count(connection, names)
    firsts = connection.execute("SELECT first_row, origin FROM counted ORDER BY first_row").fetchall()
    total = connection.execute("SELECT count(*) FROM dossier").fetchall()[0][0]
    fields = [name for name in DETAILED.all_fields if name in names or name in ("date", "hour_band", "stage", "count")]
    columns = ", ".join(f'"{name}"' for name in (*fields, *(name for name in ("edition",) if name not in fields)))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT {columns} FROM counted ORDER BY first_row")
    for table in TABLES:
        connection.execute(f"DROP TABLE {table}")
    return told(source, [(row, str(origin)) for row, origin in firsts], fields, total)


def lay_out_dossiers(connection: duckdb.DuckDBPyConnection, names: dict[str, str]) -> None:
    """The table `dossier`, one row a dossier and stage, and what its numbers stand for: `said` and `times`."""
    given = [name for name in SAYS if name in names]
    origins = ["date"] if "date" in names else [origin for origin in STAGE_DATES if origin in names]
    says = ", ".join(f'"{name}"' if name in given else f"NULL::VARCHAR AS {name}" for name in SAYS)
    connection.execute(SAID.format(says=says))
    same = " AND ".join(f"raw.{name} IS NOT DISTINCT FROM said.{name}" for name in given)
    connection.execute(SLIM.format(times=", ".join(f"raw.{origin}" for origin in origins), same=same))
    written = " UNION ".join(f"SELECT {origin} AS written FROM slim" for origin in origins)
    connection.execute(TIMES.format(written=f"SELECT DISTINCT written FROM ({written})"))
    # A dossier without its only time is asked for it, one without a stage's time has not come to that stage.
    or_unit = "OR slim.has_unit" if "date" in names else ""
    rows = " UNION ALL ".join(DOSSIER_ROWS.format(origin=origin, or_unit=or_unit) for origin in origins)
    connection.execute(f"CREATE TEMP TABLE dossier AS {rows}")


def count(connection: duckdb.DuckDBPyConnection, names: dict[str, str]) -> None:
    """The table `counted`: the dossiers of each unit, day, hours, level, stage, channel and group."""
    unit = ", ".join(f"CASE WHEN named.is_known THEN named.{name} ELSE said.{name} END AS {name}" for name in UNIT[1:])
    unit += ", coalesce(named.edition, said.edition) AS edition"
    stages = " ".join(f"WHEN '{origin}' THEN '{stage}'" for origin, stage in STAGE_DATES.items())
    words = {name: f"{canonical(name)} AS {name}" for name in WORDS}
    if "date" not in names:
        words["stage"] = f"CASE used.origin {stages} END AS stage"
    same = " AND ".join(f"said.{name} IS NOT DISTINCT FROM named.{name}_written" for name in UNIT)
    connection.execute(MEANT.format(unit=unit, same=same, hour_band=canonical("hour_band"), **words))
    connection.execute(COUNTED)


def canonical(name: str) -> str:
    """The SQL of a word's canonical form, or of the word where it is not known."""
    key = f"word_key(cell(said.{name}))"
    known = f"SELECT any_value(canonical) FROM vocabulary WHERE field = '{name}' AND key = {key}"
    return f"coalesce(({known}), said.{name})"


def name_units(connection: duckdb.DuckDBPyConnection) -> None:
    """The table `named`: each way of naming a unit, and the unit's own name where it is certain.

    Otherwise two spellings of one unit would be two counts of the same thing.
    """
    names = Names(connection)
    rows: list[tuple[object, ...]] = []
    for code, name, parent, era, edition, meant, *rest in connection.execute(NAMING).fetchall():
        unit = names.match(Written(meant, *rest)).unit if meant else None
        written = (edition, code, name, parent, era)
        if unit is None:
            rows.append((*written, False, None, None, None, None))
        elif code:
            rows.append((*written, True, unit.edition, unit.code, None, None))
        else:
            rows.append((*written, True, unit.edition, None, unit.full_name, unit.parent_code))
    columns = [*(f"{name}_written" for name in (*UNIT, "era")), "is_known", *UNIT]
    put(connection, "named", {name: "BOOLEAN" if name == "is_known" else "VARCHAR" for name in columns}, rows)


def told(source: Source, firsts: list[tuple[int, str]], fields: Sequence[str], total: int) -> Source:
    """The source of the counts, which says of how many dossiers they are."""
    names = {name: source.header.names.get(name, name) for name in fields} | {"edition": "edition"}
    if source.header.kind is DOSSIER:
        names["hour_band"] = names["date"]

    def places(rows: Sequence[int]) -> dict[int, Place]:
        found = source.places([firsts[row][0] for row in rows])
        return {row: found[firsts[row][0]] for row in rows}

    def label(row: int, name: str) -> str | None:
        return source.header.names.get(firsts[row][1]) if name in ("date", "hour_band") else None

    header = Header(DETAILED, dict.fromkeys(names, 0), names, source.header.dropped)
    notices = (*source.notices, Notice("dossiers", None, str(total)))
    return replace(source, header=header, places=places, labels=label, notices=notices, is_of_people=True)
