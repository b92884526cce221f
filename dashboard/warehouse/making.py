"""Makes the tables of a warehouse from queries, of few days at a time where they are large, and checks them."""

import datetime as dt
import re
from collections.abc import Collection, Mapping

import duckdb

from dashboard import sql
from dashboard.faults import OperatorFault
from dashboard.sql import Query
from dashboard.tables import make

# Rows of which a table is made in one go, where its query's header states that no day needs another: some two months of
# a nation's, so that three years take no more memory, and no more disk, than one.
AT_ONCE = 2_000_000
# Of a file that is attached to be made: a build that is cut off is begun anew, and to make each of a hundred tables
# durable by itself took a third of its time.
ONCE = "RECOVERY_MODE no_wal_writes"
# Of a small PC's memory; what a nation's figures need beyond it is laid on the disk, which takes a tenth longer.
MEMORY = "1GB"


class WarehouseRefused(OperatorFault):
    """The new warehouse breaks a check; the version before stays in place."""

    key = "command.warehouse_refused"

    def __init__(self, check: str, rows: list[str]) -> None:
        super().__init__(check=check, rows=" ".join(rows))
        self.check, self.rows, self.reason = check, rows, check


def make_by_days(
    connection: duckdb.DuckDBPyConnection, query: Query, *, place: str, places: Mapping[str, str] = {}
) -> None:
    """Makes a table, of few days at a time where its header states of which tables; days come in order.

    places: where these are, if not in scratch.
    """
    spans = spans_of_days(connection, query.days[0]) if query.days else []
    if len(spans) <= 1:
        make(connection, query, place=place)
        return
    begin = f'CREATE TABLE {place}."{query.name}" AS'
    for first, last in spans:
        for table in query.days:
            connection.execute(
                f"CREATE OR REPLACE TEMP VIEW {table} AS "
                f"FROM {places.get(table, 'scratch')}.{table} WHERE date BETWEEN DATE '{first}' AND DATE '{last}'"
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


def check(connection: duckdb.DuckDBPyConnection, tables: Collection[str] | None = None) -> None:
    """Asks every check of the warehouse; a row that comes back must not exist. Raises WarehouseRefused.

    tables: those that are there, where some are not; what asks about others is left out.
    """
    for name in sql.names("check"):
        query = sql.load("check", name)
        if query.on != "warehouse" or (tables is not None and not _read(query) <= set(tables)):
            continue
        if rows := connection.execute(query.sql).fetchmany(5):
            raise WarehouseRefused(name, [str(row) for row in rows])


def _read(query: Query) -> set[str]:
    """The tables of the build that a query reads."""
    return set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", query.sql)) & set(sql.names("build"))
