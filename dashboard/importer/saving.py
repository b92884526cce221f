"""Writes what was judged: the sound rows as a batch, the others with their reasons into quarantine."""

from pathlib import Path
from typing import Any

import duckdb

from dashboard.batches import store
from dashboard.exports.header import Header
from dashboard.exports.results import ImportResult
from dashboard.sql import literal


def keep(connection: duckdb.DuckDBPyConnection, header: Header, result: ImportResult, manifest: store.Manifest) -> None:
    """Quarantine first, the batch last: the batch's rename is the moment at which the file has come in."""
    if result.quarantined_rows:
        with store.unfinished(store.quarantine_folder(), manifest.batch_id) as folder:
            quarantine(connection, folder, header, result)
            store.put_in_place(folder, store.quarantine_folder() / manifest.batch_id)
    with store.unfinished(store.batches_folder(), manifest.batch_id) as folder:
        columns = ", ".join(f"{name}::{kind} AS {name}" for name, kind in header.kind.columns)
        write_parquet(
            connection,
            f"SELECT {columns} FROM incoming WHERE row NOT IN (SELECT row FROM problem)",
            folder / "rows.parquet",
        )
        store.write_manifest(folder, manifest)
        store.put_in_place(folder, store.batches_folder() / manifest.batch_id)


def quarantine(connection: duckdb.DuckDBPyConnection, folder: Path, header: Header, result: ImportResult) -> None:
    """The understood cells of the rows set aside, identity numbers masked, and the problems as listed."""
    cells = ", ".join(f'masked(cells."{name}") AS "{name}"' for name in header.kind.all_fields)
    write_parquet(
        connection,
        f"SELECT cells.row, {cells}, found.reasons FROM cells JOIN (SELECT row, list(DISTINCT reason) AS reasons "
        "FROM problem GROUP BY row) AS found ON cells.row = found.row ORDER BY cells.row",
        folder / "rows.parquet",
    )
    names = ("file", "sheet", "row", "column", "value", "reason", "detail")
    listed: list[dict[str, Any]] = [{name: getattr(problem, name) for name in names} for problem in result.problems]
    store.write_json(folder / "problems.json", listed)


def write_parquet(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Writes a query's rows as one Parquet file."""
    connection.execute(f"COPY ({query}) TO {literal(path)} (FORMAT parquet, COMPRESSION zstd)")
