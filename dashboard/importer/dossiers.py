"""Lists of dossiers, one row a person: counted in memory by unit, day, hours and work; only the counts go on."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from dashboard.exports.header import Header
from dashboard.exports.kinds import DETAILED, DOSSIER, STAGE_DATES
from dashboard.exports.results import Notice
from dashboard.exports.source import Place, Source
from dashboard.importer import dossier_tables as tables
from dashboard.importer.matching.recognition import Names
from dashboard.importer.matching.units import Written
from dashboard.tables import put


def counted(connection: duckdb.DuckDBPyConnection, source: Source) -> Source:
    """Replaces the dossiers in `raw` by their counts; each count stands where its first dossier stood."""
    names = source.header.names
    lay_out_dossiers(connection, names)
    connection.execute(tables.USED)
    name_units(connection)
    count(connection, names)
    firsts = connection.execute("SELECT first_row, origin FROM counted ORDER BY first_row").fetchall()
    total = connection.execute("SELECT count(*) FROM dossier").fetchall()[0][0]
    fields = [name for name in DETAILED.all_fields if name in names or name in ("date", "hour_band", "stage", "count")]
    columns = ", ".join(f'"{name}"' for name in (*fields, *(name for name in ("edition",) if name not in fields)))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT {columns} FROM counted ORDER BY first_row")
    for table in tables.TABLES:
        connection.execute(f"DROP TABLE {table}")
    return told(source, [(row, str(origin)) for row, origin in firsts], fields, total)


def lay_out_dossiers(connection: duckdb.DuckDBPyConnection, names: dict[str, str]) -> None:
    """The table `dossier`, one row a dossier and stage, and what its numbers stand for: `said` and `times`."""
    given = [name for name in tables.SAYS if name in names]
    origins = ["date"] if "date" in names else [origin for origin in STAGE_DATES if origin in names]
    says = ", ".join(f'"{name}"' if name in given else f"NULL::VARCHAR AS {name}" for name in tables.SAYS)
    connection.execute(tables.SAID.format(says=says))
    same = " AND ".join(f"raw.{name} IS NOT DISTINCT FROM said.{name}" for name in given)
    connection.execute(tables.SLIM.format(times=", ".join(f"raw.{origin}" for origin in origins), same=same))
    written = " UNION ".join(f"SELECT {origin} AS written FROM slim" for origin in origins)
    connection.execute(tables.TIMES.format(written=f"SELECT DISTINCT written FROM ({written})"))
    # A dossier without its only time is asked for it, one without a stage's time has not come to that stage.
    or_unit = "OR slim.has_unit" if "date" in names else ""
    rows = " UNION ALL ".join(tables.DOSSIER.format(origin=origin, or_unit=or_unit) for origin in origins)
    connection.execute(f"CREATE TEMP TABLE dossier AS {rows}")


def count(connection: duckdb.DuckDBPyConnection, names: dict[str, str]) -> None:
    """The table `counted`: the dossiers of each unit, day, hours, level, stage, channel and group."""
    unit = ", ".join(
        f"CASE WHEN named.is_known THEN named.{name} ELSE said.{name} END AS {name}" for name in tables.UNIT[1:]
    )
    unit += ", coalesce(named.edition, said.edition) AS edition"
    stages = " ".join(f"WHEN '{origin}' THEN '{stage}'" for origin, stage in STAGE_DATES.items())
    words = {name: f"{canonical(name)} AS {name}" for name in tables.WORDS}
    if "date" not in names:
        words["stage"] = f"CASE used.origin {stages} END AS stage"
    same = " AND ".join(f"said.{name} IS NOT DISTINCT FROM named.{name}_written" for name in tables.UNIT)
    connection.execute(tables.MEANT.format(unit=unit, same=same, hour_band=canonical("hour_band"), **words))
    connection.execute(tables.COUNTED)


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
    for code, name, parent, era, edition, meant, *rest in connection.execute(tables.NAMING).fetchall():
        unit = names.match(Written(meant, *rest)).unit if meant else None
        written = (edition, code, name, parent, era)
        if unit is None:
            rows.append((*written, False, None, None, None, None))
        elif code:
            rows.append((*written, True, unit.edition, unit.code, None, None))
        else:
            rows.append((*written, True, unit.edition, None, unit.full_name, unit.parent_code))
    columns = [*(f"{name}_written" for name in (*tables.UNIT, "era")), "is_known", *tables.UNIT]
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
