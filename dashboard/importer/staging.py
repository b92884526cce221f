"""The staging database of an import: a DuckDB in memory, in which one export becomes typed and judged rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import duckdb

from dashboard import settings, sql, tables
from dashboard.importer import catalogue
from dashboard.units import files

if TYPE_CHECKING:
    # Not every import needs it, and it takes its time to load.
    import pyarrow

# The tables that Python makes, because their columns follow from the kind of export or their rows from its layout.
# The others are made by the queries of queries/import, whose headers describe them.
TABLES = {
    "raw": "the cells of the export, one column for each understood one; made by the readers",
    "cells": "the rows of `raw` that say anything of a unit, with every column of the kind; made by parsing",
    "read_<field>": "each distinct cell of a field as written, as text and as the value it means; made by parsing",
    "naming": "each distinct way of naming a unit in an era; made by matching",
    "read_unit": "what each way of naming matches, and how certainly; made by matching",
    "incoming": "one typed row for each row of `cells`; made by parsing",
    "kept_cell": "the cells of rows with a problem, covered where they were not understood; made by checking",
    "unread": "cells that are needed and empty, or filled and not understood; made by parsing",
    "problem": "row, field, reason and detail of everything that a check refuses; made by checking",
    "short_code": "the rows whose unit's code has fewer digits than a commune's; made by checking",
    "of_other_dates": "the rows whose unit is one of other days than theirs; made by checking",
    "sound": "the rows of `incoming` whose own cells are right; made by checking",
    "settled": "the rows of `sound` that no other row contradicts; made by checking",
    "alike": "the rows of `sound` that are about the same thing as another; made by checking",
    "setting": "the settings that are numbers or words, for checks with a threshold; made with the database",
    "clock": "the last moment that a row may be of; made by the pipeline",
    "counted": "the number of each row of `incoming` and its field, where a table prints totals; made by checking",
    "printed_total": "the totals that an office's table prints; filled by the layouts",
    "part_of_total": "the rows that each printed total must be the sum of; filled by the layouts",
    "row_doubt": "the rows of a list that words beside them make no counts, or doubtful; filled by the layouts",
    "measured_unit": "the units whose people are asked for; made by plausibility",
    "measured_row": "the detailed rows whose sums are asked for; made by plausibility and the fast path",
    "dossier_cell": "what each dossier states, a column that the list lacks as NULL; made by dossiers",
    "wording_unit": "the unit that each way of naming in a list of dossiers means; made by dossiers",
    "taken": "what came in before of the same export; made by reimport",
    "position": "where the value of each accepted row stood in the file; made by positions",
    "gone": "the rows of `incoming` that are left out because they came in before; made by reimport",
}
TOTAL = {"total": "BIGINT", "printed": "VARCHAR", "place": "VARCHAR"}
PART_OF_TOTAL = {"total": "BIGINT", "row": "BIGINT"}
ROW_DOUBT = {"row": "BIGINT", "field": "VARCHAR", "reason": "VARCHAR", "detail": "VARCHAR"}
# The types of a setting that a check may read.
SETTING = {str: "VARCHAR", int: "BIGINT"}
Listed = TypeVar("Listed")


class Staging:
    """One staging database; nothing of it touches the disk. TABLES and queries/import say what it holds.

    Its tables are temporary: beside them it sees the units and words of the catalogue, which all share.
    ``at_once`` are the rows of a long file that are typed, or compared with all others, in one go: they take a tenth of
    a kilobyte each, packed a quarter of it.
    """

    at_once = 2_000_000

    def __init__(self) -> None:
        # Asked before the tables are read: whatever is remembered of them is never newer than it says.
        state = str((settings.DATA, files.stamps()))
        self._catalogue = catalogue.shared()
        self.connection = self._catalogue.connection.cursor()
        self.execute("SET VARIABLE state_of_units = $state", {"state": state})
        chosen = {name: value for name, value in asdict(settings.load()).items() if type(value) in SETTING}
        self.put("setting", {name: SETTING[type(value)] for name, value in chosen.items()}, [tuple(chosen.values())])
        self.put("printed_total", TOTAL, [])
        self.put("part_of_total", PART_OF_TOTAL, [])
        self.put("row_doubt", ROW_DOUBT, [])

    def cover_people(self) -> None:
        """Lets queries ask what may be a person's, and leaves no trace: one rule, in Python and SQL."""
        self._catalogue.cover_people()

    def count_people(self) -> None:
        """Lets queries ask `carried_people`: how many people units have by what is carried."""
        self._catalogue.count_people()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def execute(self, statement: str, parameters: Mapping[str, object] | None = None) -> duckdb.DuckDBPyConnection:
        return self.connection.execute(statement, parameters)

    def make(self, name: str, **parameters: object) -> None:
        """Makes, or makes anew, the table of a query of queries/import; an empty one where it has no files to read."""
        tables.make(self.connection, sql.load("import", name), parameters, is_temporary=True)

    def ask(self, name: str, **parameters: object) -> list[tuple[Any, ...]]:
        """The rows of a query of queries/import."""
        rows: list[tuple[Any, ...]] = self.execute(sql.load("import", name).sql, parameters).fetchall()
        return rows

    def put(self, table: str, columns: Mapping[str, str], rows: Sequence[tuple[object, ...]]) -> None:
        """Creates a table of a few thousand rows at most; ``columns`` are names and types."""
        tables.put(self.connection, table, columns, rows)

    def fill_raw(self, query: str) -> int:
        """The table `raw`: the cells that a query reads of a file, as text. Returns the number of rows."""
        self.execute(f"CREATE OR REPLACE TEMP TABLE raw AS {query}")
        return int(self.execute("SELECT count(*) FROM raw").fetchall()[0][0])

    def take_raw(self, cells: "pyarrow.RecordBatchReader") -> None:
        """The table `raw` from cells that come by and by, in their order."""
        names = [name.replace('"', '""') for name in cells.schema.names]
        columns = ", ".join(f'"{name}" VARCHAR' for name in names)
        self.execute(f"CREATE OR REPLACE TEMP TABLE raw ({columns})")
        rows = 0
        for batch in cells:
            self.connection.register("cells_received", batch)
            self.execute("INSERT INTO raw SELECT * FROM cells_received")
            self.connection.unregister("cells_received")
            rows += batch.num_rows
        if rows > self.at_once:
            self.pack()

    def pack(self) -> None:
        """Lets DuckDB compress the tables that are made so far, in memory: it does not by itself."""
        self.execute("CHECKPOINT temp")

    def add_totals(self, totals: list[tuple[int, str, str]], parts: list[tuple[int, int]]) -> None:
        """Fills `printed_total` and `part_of_total`."""
        ids, printed, places = zip(*totals, strict=True)
        filled = (
            "INSERT INTO printed_total "
            "SELECT unnest($ids::BIGINT[]), unnest($printed::VARCHAR[]), unnest($places::VARCHAR[])"
        )
        self.execute(filled, {"ids": list(ids), "printed": list(printed), "places": list(places)})
        of, rows = zip(*parts, strict=True)
        listed = "INSERT INTO part_of_total SELECT unnest($of::BIGINT[]), unnest($rows::BIGINT[])"
        self.execute(listed, {"of": list(of), "rows": list(rows)})

    def is_empty(self, table: str) -> bool:
        return self.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is None

    def made(self) -> set[tuple[str, str]]:
        """The kind and name of each table and view that stands here."""
        tables = "SELECT 'TABLE', table_name FROM duckdb_tables() WHERE temporary"
        views = "SELECT 'VIEW', view_name FROM duckdb_views() WHERE temporary AND NOT internal"
        return set(self.execute(f"{tables} UNION ALL {views}").fetchall())

    def drop_all_but(self, kept: set[tuple[str, str]]) -> None:
        """Drops what was made since, so that it can be made anew."""
        for kind, name in self.made() - kept:
            self.execute(f'DROP {kind} "{name}"')

    def define_eras(self) -> None:
        """Defines `era_at(day)`: the edition of a day and the last turn before it, of which names are looked up once.

        Not done for every export: a clean file of codes needs none.
        """
        turns = turns_of_names(self)
        cases = "".join(f" WHEN day >= DATE '{turn}' THEN ' {turn}'" for turn in turns)
        after = f"CASE{cases} ELSE ' 0001-01-01' END" if cases else "' 0001-01-01'"
        self.execute(f"CREATE OR REPLACE TEMP MACRO era_at(day) AS edition_at(day) || {after}")


def once_for_units(listed: Callable[[Staging], Listed]) -> Callable[[Staging], Listed]:
    """Lists what the tables of units say anew only where they have changed: file after file names the same units.

    The newest list only is remembered.
    """
    remembered: dict[str, Listed] = {}

    def remembering(staging: Staging) -> Listed:
        [(state,)] = staging.execute("SELECT getvariable('state_of_units')").fetchall()
        found = remembered.get(state)
        if found is None:
            found = listed(staging)
            remembered.clear()
            remembered[state] = found
        return found

    return remembering


@once_for_units
def turns_of_names(staging: Staging) -> list[object]:
    """The days from which a name means another unit than before, the newest first."""
    return [turn for (turn,) in staging.ask("name_turn")]
