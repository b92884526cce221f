"""Builds one warehouse: the tables of queries/build from the accepted batches, then the checks on what came out."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from dashboard import sql
from dashboard.batches.events import Event
from dashboard.batches.store import Manifest
from dashboard.faults import OperatorFault
from dashboard.tables import in_order, make
from dashboard.warehouse.foreseen import foresee
from dashboard.warehouse.sources import clear_away, lay_out

# Of a small PC's memory; what a nation's figures need beyond it is laid on the disk, which takes a tenth longer.
MEMORY = "1GB"


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
    # What memory lacks goes beside the files, and is swept away with them.
    with duckdb.connect(config={"temp_directory": f"{scratch}.tmp", "memory_limit": MEMORY}) as connection:
        connection.execute(f"ATTACH {sql.literal(path)} AS published")
        connection.execute(f"ATTACH {sql.literal(scratch)} AS scratch")
        connection.execute("SET search_path = 'scratch,published'")
        lay_out(connection, manifests, happened, version)
        for query in in_order("build"):
            make(connection, query, place="published" if query.is_published else "scratch")
        clear_away(connection)
        foresee(connection)
        check(connection)
        connection.execute("CHECKPOINT published")


def check(connection: duckdb.DuckDBPyConnection) -> None:
    """Asks every check of the warehouse; a row that comes back must not exist. Raises WarehouseRefused."""
    for name in sql.names("check"):
        query = sql.load("check", name)
        if query.on == "warehouse" and (rows := connection.execute(query.sql).fetchmany(5)):
            raise WarehouseRefused(name, [str(row) for row in rows])
