"""Builds one warehouse: the tables of queries/build from the accepted batches, then the checks on what came out."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import duckdb

from dashboard import progress, sql
from dashboard.batches.events import Event
from dashboard.batches.store import Manifest
from dashboard.tables import in_order
from dashboard.warehouse import patched
from dashboard.warehouse.by_parts import Nation, note_in_one_go, place_of, why_in_one_go
from dashboard.warehouse.making import MEMORY, ONCE, check, make_by_days
from dashboard.warehouse.part import parts_folder
from dashboard.warehouse.parted import parted
from dashboard.warehouse.sources import clear_away, lay_out
from dashboard.warehouse.workers.task import Workers

Received = tuple[Sequence[Manifest], Sequence[Event]]


def fill(path: Path, scratch: Path, version: str, received: Received, workers: Workers | None = None) -> None:
    """Writes the published tables into one file of DuckDB, and all others, which readers never see, into another.

    workers: make the parts of a nation, where it is built by them. Raises WarehouseRefused when a check fails.
    """
    try:
        _fill(path, scratch, version, received, workers)
    except duckdb.Error as problem:
        # The version in use may be damaged where nobody reads it but who copies it.
        if not (patched.forget() or isinstance(problem, duckdb.InternalException)):
            raise
        # DuckDB 2.0 was seen to stumble over its own cache of dictionaries while two builds shared two cores ("changed
        # identity after being seeded"); the same rows went in at once when they were asked for again.
        for file in (path, scratch):
            file.unlink(missing_ok=True)
        _fill(path, scratch, version, received, workers)


def _fill(path: Path, scratch: Path, version: str, received: Received, workers: Workers | None) -> None:
    # What memory lacks goes beside the files, and is swept away with them.
    with duckdb.connect(config={"temp_directory": f"{scratch}.tmp", "memory_limit": MEMORY}) as connection:
        # A bar would be drawn into what a command prints for programs.
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"ATTACH {sql.literal(path)} AS published ({ONCE})")
        connection.execute(f"ATTACH {sql.literal(scratch)} AS scratch ({ONCE})")
        connection.execute("SET search_path = 'scratch,published'")
        lay_out(connection, *received, version)
        why = why_in_one_go(connection)
        if not why:
            nation = Nation(connection, received, parted(), workers)
            nation.fill()
            clear_away(connection)
            nation.keep(version, *_foresee(connection, nation))
            progress.done(progress.FORECASTS)
        else:
            if why != "few":
                note_in_one_go(version, why)
            queries = in_order("build")
            progress.plan([*(progress.of_table(query.name) for query in queries), progress.FORECASTS])
            for query in queries:
                make_by_days(connection, query, place=place_of(query))
                progress.done(progress.of_table(query.name))
            clear_away(connection)
            _foresee(connection)
            progress.done(progress.FORECASTS)
            check(connection)
        connection.execute("CHECKPOINT published")


def _foresee(
    connection: duckdb.DuckDBPyConnection, nation: Nation | None = None
) -> tuple[Collection[str], Mapping[str, int]]:
    """Fills the tables of forecasts, where anything is asked of anybody.

    nation: where it is made by parts. Returns what the forecasts of the next version may be made of: files beside the
    parts, and what stands in the table.
    """
    [(targets,)] = connection.execute("SELECT count(*) FROM target").fetchall()
    if not targets:
        # A copied version may have had some.
        connection.execute("DELETE FROM published.forecast")
        return (), {}
    # Loaded only here: it brings pandas along, for which an import without forecasts would wait half a second.
    from dashboard.warehouse.foreseen import foresee, foresee_since

    if nation is not None:
        return foresee_since(connection, parts_folder(), nation.figures(), nation.forecasts)
    foresee(connection)
    return (), {}
