"""Lists of dossiers, one row a person: counted in memory by unit, day, hours and work; only the counts go on."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from dashboard.importer.desk import put
from dashboard.importer.header import Header
from dashboard.importer.kinds import DETAILED, DOSSIER, STAGE_DATES
from dashboard.importer.matching import Written
from dashboard.importer.recognition import Names
from dashboard.importer.results import Notice
from dashboard.importer.source import Place, Source

WORDS = ("level", "stage", "channel")
UNIT = ("edition", "unit_code", "unit_name", "parent_name")

# A dossier's time as a day and a band of hours. Where the time of day is not given the band is left out, which is asked
# for; where nothing can be read the day stays as it is written, which is asked for too.
TIMED = """
CREATE TEMP TABLE dossier AS
SELECT
    * EXCLUDE (date, hour_band),
    edition_at(moment::DATE) AS by_date,
    coalesce(strftime(moment, '%Y-%m-%d'), date) AS date,
    CASE
        WHEN cell(hour_band) IS NOT NULL THEN hour_band
        WHEN moment IS NULL THEN '00-07'
        WHEN NOT regexp_matches(cell(date), '[:.]') THEN NULL
        WHEN hour(moment) < 7 THEN '00-07'
        WHEN hour(moment) < 11 THEN '07-11'
        WHEN hour(moment) < 13 THEN '11-13'
        WHEN hour(moment) < 17 THEN '13-17'
        WHEN hour(moment) < 22 THEN '17-22'
        ELSE '22-24'
    END AS hour_band
FROM (SELECT *, as_time(cell(date)) AS moment FROM ({rows}))
WHERE coalesce(cell(date), cell(unit_code), cell(unit_name)) IS NOT NULL
"""

NAMING = """
SELECT
    unit_code, unit_name, parent_name, by_date, edition,
    coalesce(
        (SELECT any_value(canonical) FROM vocabulary WHERE field = 'edition' AND key = word_key(written.edition)),
        by_date
    ),
    cell(unit_code), cell(unit_name), folded(cell(unit_name)), folded(cell(parent_name))
FROM (SELECT DISTINCT unit_code, unit_name, parent_name, by_date, edition FROM dossier) AS written
"""

COUNTED = """
CREATE TEMP TABLE counted AS
SELECT
    min(dossier.first_row) AS first_row, count(*)::VARCHAR AS count, {unit}, {words}, dossier.date, dossier.hour_band,
    cell(dossier.team_code) AS team_code, any_value(dossier.origin) AS origin
FROM dossier
LEFT JOIN named ON {same}
GROUP BY ALL
ORDER BY first_row
"""


def counted(connection: duckdb.DuckDBPyConnection, source: Source) -> Source:
    """Replaces the dossiers in `raw` by their counts; each count stands where its first dossier stood."""
    names = source.header.names
    connection.execute(TIMED.format(rows=rows_of(names)))
    name_units(connection)
    unit = ", ".join(
        f"CASE WHEN named.is_known THEN named.{name} ELSE dossier.{name} END AS {name}" for name in UNIT[1:]
    )
    unit += ", coalesce(named.edition, dossier.edition) AS edition"
    words = ", ".join(f"{canonical(name)} AS {name}" for name in WORDS)
    same = " AND ".join(f"dossier.{name} IS NOT DISTINCT FROM named.{name}_written" for name in (*UNIT, "by_date"))
    connection.execute(COUNTED.format(unit=unit, words=words, same=same))
    firsts = connection.execute("SELECT first_row, origin FROM counted ORDER BY first_row").fetchall()
    total = connection.execute("SELECT count(*) FROM dossier").fetchall()[0][0]
    fields = [name for name in DETAILED.all_fields if name in names or name in ("date", "hour_band", "stage", "count")]
    columns = ", ".join(f'"{name}"' for name in (*fields, *(name for name in ("edition",) if name not in fields)))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT {columns} FROM counted ORDER BY first_row")
    connection.execute("DROP TABLE dossier; DROP TABLE counted; DROP TABLE named")
    return told(source, [(row, str(origin)) for row, origin in firsts], fields, total)


def rows_of(names: dict[str, str]) -> str:
    """The SQL of one row a dossier and stage, with every column that a dossier may have."""

    def row(origin: str, stage: str) -> str:
        known = (*UNIT, "level", "channel", "team_code", "hour_band")
        cells = ", ".join(f'"{name}"' if name in names else f"NULL::VARCHAR AS {name}" for name in known)
        return f"SELECT rowid AS first_row, '{origin}' AS origin, {origin} AS date, {stage} AS stage, {cells} FROM raw"

    if "date" in names:
        return row("date", "stage")
    given = [(origin, stage) for origin, stage in STAGE_DATES.items() if origin in names]
    return " UNION ALL ".join(f"{row(origin, repr(stage))} WHERE cell({origin}) IS NOT NULL" for origin, stage in given)


def canonical(name: str) -> str:
    """The SQL of a word's canonical form, or of the word where it is not known."""
    key = f"word_key(cell(dossier.{name}))"
    known = f"SELECT any_value(canonical) FROM vocabulary WHERE field = '{name}' AND key = {key}"
    return f"coalesce(({known}), dossier.{name})"


def name_units(connection: duckdb.DuckDBPyConnection) -> None:
    """The table `named`: each way of naming a unit, and the unit's own name where it is certain.

    Otherwise two spellings of one unit would be two counts of the same thing.
    """
    names = Names(connection)
    rows: list[tuple[object, ...]] = []
    for code, name, parent, by_date, edition, meant, *rest in connection.execute(NAMING).fetchall():
        unit = names.match(Written(meant, *rest)).unit if meant else None
        written = (edition, code, name, parent, by_date)
        if unit is None:
            rows.append((*written, False, None, None, None, None))
        elif code:
            rows.append((*written, True, unit.edition, unit.code, None, None))
        else:
            rows.append((*written, True, unit.edition, None, unit.full_name, unit.parent_code))
    columns = [*(f"{name}_written" for name in (*UNIT, "by_date")), "is_known", *UNIT]
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
