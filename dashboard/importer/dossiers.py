"""Lists of dossiers, one row a person: counted in memory by unit, day, hours and work; only the counts go on."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.exports.header import Header
from dashboard.exports.kinds import DETAILED, DOSSIER, STAGE_DATES
from dashboard.exports.results import Notice
from dashboard.exports.source import Place, Source
from dashboard.importer.matching.recognition import Names
from dashboard.importer.matching.units import Written
from dashboard.importer.staging import Staging

UNIT = ("edition", "unit_code", "unit_name", "parent_name")
# All that a dossier states, and the columns of its times.
STATED = (*UNIT, "level", "stage", "channel", "team_code", "hour_band")
TIMES = ("date", *STAGE_DATES)
# What is made of dossiers, in this order; nothing of it stays once they are counted.
TABLES = (
    "dossier_wording", "dossier_row", "dossier_time", "dossier", "wording_used", "wording_meaning", "dossier_count",
)  # fmt: skip


def counted(staging: Staging, source: Source) -> Source:
    """Replaces the dossiers in `raw` by their counts; each count stands where its first dossier stood."""
    names = source.header.names
    lay_out_cells(staging, names)
    for table in ("dossier_wording", "dossier_row", "dossier_time"):
        staging.make(table)
    # A stage's own time says more than a date without stages.
    staging.make("dossier", origins=["date"] if "date" in names else [name for name in STAGE_DATES if name in names])
    staging.make("wording_used")
    name_units(staging)
    for table in ("wording_meaning", "dossier_count"):
        staging.make(table)
    firsts = staging.execute("SELECT first_row, origin FROM dossier_count ORDER BY first_row").fetchall()
    total = staging.execute("SELECT count(*) FROM dossier").fetchall()[0][0]
    fields = [name for name in DETAILED.all_fields if name in names or name in ("date", "hour_band", "stage", "count")]
    columns = ", ".join(f'"{name}"' for name in (*fields, *(name for name in ("edition",) if name not in fields)))
    staging.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT {columns} FROM dossier_count ORDER BY first_row")
    staging.execute("DROP VIEW dossier_cell")
    for table in (*TABLES, "wording_unit"):
        staging.execute(f"DROP TABLE {table}")
    return described(source, [(row, str(origin)) for row, origin in firsts], fields, total)


def lay_out_cells(staging: Staging, names: dict[str, str]) -> None:
    """The view `dossier_cell`: what the dossiers state, a column that the file lacks as NULL."""
    columns = [f'"{name}"' if name in names else f"NULL::VARCHAR AS {name}" for name in (*STATED, *TIMES)]
    staging.execute(f"CREATE TEMP VIEW dossier_cell AS SELECT rowid AS row, {', '.join(columns)} FROM raw")


def name_units(staging: Staging) -> None:
    """The table `wording_unit`: each way of naming a unit, and the unit's own name where it is certain.

    Otherwise two spellings of one unit would be two counts of the same thing.
    """
    names = Names(staging)
    rows: list[tuple[object, ...]] = []
    for code, name, parent, era, edition, *cells in staging.ask("dossier_naming"):
        naming = Written(*cells)
        unit = names.match(naming).unit if naming.edition else None
        written = (edition, code, name, parent, era)
        if unit is None:
            rows.append((*written, False, None, None, None, None))
        elif code:
            rows.append((*written, True, unit.edition, unit.code, None, None))
        else:
            rows.append((*written, True, unit.edition, None, unit.full_name, unit.parent_code))
    columns = [*(f"{name}_written" for name in (*UNIT, "era")), "is_known", *UNIT]
    staging.put("wording_unit", {name: "BOOLEAN" if name == "is_known" else "VARCHAR" for name in columns}, rows)


def described(source: Source, firsts: list[tuple[int, str]], fields: Sequence[str], total: int) -> Source:
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
