"""Builds one warehouse: the tables of queries/build from the accepted batches, then the checks on what came out."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import duckdb

from dashboard import sql
from dashboard.batches.events import Event
from dashboard.batches.store import Manifest
from dashboard.faults import OperatorFault
from dashboard.sql import Query
from dashboard.tables import in_order, make
from dashboard.warehouse.sources import clear_away, lay_out

# Of a small PC's memory; what a nation's figures need beyond it is laid on the disk, which takes a tenth longer.
MEMORY = "1GB"
# Rows of which a table is made in one go, where its query's header states that no day needs another: some two months of
# a nation's, so that three years take no more memory, and no more disk, than one.
AT_ONCE = 2_000_000


class WarehouseRefused(OperatorFault):
    """The new warehouse breaks a check; the version before stays in place."""

    key = "command.warehouse_refused"

    def __init__(self, check: str, rows: list[str]) -> None:
        super().__init__(check=check, rows=" ".join(rows))
        self.check, self.rows, self.reason = check, rows, check


def fill(path: Path, scratch: Path, version: str, manifests: Sequence[Manifest], happened: Sequence[Event]) -> None:
    """Writes the published tables into one file of DuckDB, and all others, which readers never see, into another.

    Raises WarehouseRefused when a check fails.
    """
    try:
        _fill(path, scratch, version, manifests, happened)
    except duckdb.InternalException:
        # DuckDB 2.0 was seen to stumble over its own cache of dictionaries while two builds shared two cores ("changed
        # identity after being seeded"); the same rows went in at once when they were asked for again.
        for file in (path, scratch):
            file.unlink(missing_ok=True)
            file.with_name(f"{file.name}.wal").unlink(missing_ok=True)
        _fill(path, scratch, version, manifests, happened)


def _fill(path: Path, scratch: Path, version: str, manifests: Sequence[Manifest], happened: Sequence[Event]) -> None:
    # What memory lacks goes beside the files, and is swept away with them.
    with duckdb.connect(config={"temp_directory": f"{scratch}.tmp", "memory_limit": MEMORY}) as connection:
        # A bar would be drawn into what a command prints for programs.
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"ATTACH {sql.literal(path)} AS published")
        connection.execute(f"ATTACH {sql.literal(scratch)} AS scratch")
        connection.execute("SET search_path = 'scratch,published'")
        lay_out(connection, manifests, happened, version)
        for query in in_order("build"):
            make_by_days(connection, query, place="published" if query.is_published else "scratch")
        clear_away(connection)
        _foresee(connection)
        check(connection)
        connection.execute("CHECKPOINT published")


def _foresee(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills the tables of forecasts, where anything is asked of anybody."""
    [(targets,)] = connection.execute("SELECT count(*) FROM target").fetchall()
    if targets:
        # Loaded only here: it brings pandas along, for which an import without forecasts would wait half a second.
        from dashboard.warehouse.foreseen import foresee

        foresee(connection)


def make_by_days(connection: duckdb.DuckDBPyConnection, query: Query, *, place: str) -> None:
    """Makes a table, of few days at a time where its header states of which tables; days come in order."""
    spans = spans_of_days(connection, query.days[0]) if query.days else []
    if len(spans) <= 1:
        make(connection, query, place=place)
        return
    begin = f'CREATE TABLE {place}."{query.name}" AS'
    for first, last in spans:
        for table in query.days:
            connection.execute(
                f"CREATE OR REPLACE TEMP VIEW {table} AS "
                f"FROM scratch.{table} WHERE date BETWEEN DATE '{first}' AND DATE '{last}'"
            )
        connection.execute(f"{begin} {query.sql}")
        begin = f'INSERT INTO {place}."{query.name}"'
    for table in query.days:
        connection.execute(f"DROP VIEW temp.{table}")


def spans_of_days(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[dt.date, dt.date]]:
    """All days of a table, from the first on, in spans that hold as many rows as are looked at in one go."""
    spans: list[tuple[dt.date, dt.date]] = []
    room = 0
    days = connection.execute(f"SELECT date, count(*) FROM {table} GROUP BY date ORDER BY date").fetchall()
    for day, rows in days:
        if not spans or rows > room:
            spans.append((day, day))
            room = AT_ONCE
        spans[-1] = (spans[-1][0], day)
        room -= rows
    return spans


def check(connection: duckdb.DuckDBPyConnection) -> None:
    """Asks every check of the warehouse; a row that comes back must not exist. Raises WarehouseRefused."""
    for name in sql.names("check"):
        query = sql.load("check", name)
        if query.on == "warehouse" and (rows := connection.execute(query.sql).fetchmany(5)):
            raise WarehouseRefused(name, [str(row) for row in rows])
