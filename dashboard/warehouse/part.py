"""Makes one part of the nation: the tables of a province's reports, of its own rows and of tables of the nation."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import duckdb

from dashboard import sql
from dashboard.batches import store
from dashboard.batches.events import Event
from dashboard.batches.store import Manifest
from dashboard.version_files import folder
from dashboard.warehouse import sources
from dashboard.warehouse.making import ONCE, check, make_by_days
from dashboard.warehouse.parted import HIDDEN, Parted
from dashboard.warehouse.provinces import ACROSS

# Small files; a table of few rows takes a block.
OPTIONS = f"(BLOCK_SIZE 65536, {ONCE})"
OWN = """
CREATE OR REPLACE TEMP TABLE own AS SELECT edition, unit_code FROM scratch.part_of WHERE part = $part
"""
# Its units, and what they lie in beyond it.
WORLD = """
CREATE OR REPLACE TEMP TABLE world AS
FROM own UNION SELECT edition, unit_code FROM scratch.part_of WHERE part = 'across'
"""
NARROWED = {
    "source_unit": "FROM source_unit SEMI JOIN world USING (edition, unit_code)",
    "source_unit_ended": "FROM source_unit_ended SEMI JOIN world USING (edition, unit_code)",
    "source_unit_change": "FROM source_unit_change SEMI JOIN world USING (edition, unit_code)",
    "source_population": "FROM source_population SEMI JOIN own USING (edition, unit_code)",
    "source_succession": """
        FROM source_succession SEMI JOIN world ON from_edition = world.edition AND from_code = world.unit_code
    """,
    "source_grouping": """
        FROM source_grouping
        SEMI JOIN world ON source_grouping.edition = world.edition AND group_code = world.unit_code
    """,
}


def parts_folder() -> Path:
    """Where parts lie, beside the versions that are made of them."""
    return folder() / "parts"


def write_part(
    nation: duckdb.DuckDBPyConnection,
    name: str,
    part: str,
    received: tuple[Sequence[Manifest], Sequence[Event]],
    tables: Parted,
    *,
    is_given: bool,
    room: Path | None = None,
) -> None:
    """Makes the file of a part under a name of its own, and gives it its name when it is whole.

    room: another folder to make it in. The rest is as `make_part` has it.
    """
    path = parts_folder() / name
    # Two machines may be at it: one that was taken for dead, and the one in its place.
    partial = path.with_name(f"{name}.partial-{uuid4().hex[:12]}")
    made = (room or parts_folder()) / partial.name
    try:
        make_part(nation, made, part, received, tables, is_given=is_given)
        if made != partial:
            shutil.copyfile(made, partial)
        store.make_durable(partial)
        partial.replace(path)
        store.make_durable(path.parent)
    finally:
        for file in (made, partial):
            file.unlink(missing_ok=True)


def make_part(
    nation: duckdb.DuckDBPyConnection,
    path: Path,
    part: str,
    received: tuple[Sequence[Manifest], Sequence[Event]],
    tables: Parted,
    *,
    is_given: bool = False,
) -> None:
    """Writes the tables of a part that are kept into a file.

    nation: with what `lay_out_parts` made in the database scratch, and in its schema given the nation's tables.
    is_given: which counts of its largest units are hidden is taken from the table `hidden_among`.
    Raises WarehouseRefused when a check fails.
    """
    passing = path.with_name(f"{path.name}.passing")
    with within(nation.cursor(), kept=path, passing=passing) as connection:
        narrow(connection, part, received, tables)
        places = {query.name: "kept" if query.name in tables.kept else "passing" for query in tables.in_part}
        for query in tables.in_part:
            make_by_days(connection, query, place=places[query.name], places=places)
            if query.name == HIDDEN and is_given:
                take_hidden(connection)
        set_apart(connection, tables)
        sources.clear_away(connection)
        check(connection)
        connection.execute("CHECKPOINT kept")


def set_apart(connection: duckdb.DuckDBPyConnection, tables: Parted) -> None:
    """Keeps once more, in tables of their own, what is summed up and looked at for the nation: the rows of units that
    lie across parts, of the largest ones, and of those with a hidden count."""
    for name in tables.sums:
        connection.execute(f"""
            CREATE TABLE kept.{apart(name)} AS
            FROM kept.{name}
            SEMI JOIN (
                SELECT edition, unit_code FROM scratch.part_of WHERE part = '{ACROSS}'
                UNION FROM scratch.topmost
                UNION SELECT edition, unit_code FROM kept.{HIDDEN}
            ) AS looked_at USING (edition, unit_code)
        """)


def apart(table: str) -> str:
    """The name of the table of the rows that are set apart."""
    return f"{table}_apart"


@contextmanager
def within(connection: duckdb.DuckDBPyConnection, *, kept: Path, passing: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The two files, attached as long as a part is made; the second one is gone afterwards."""
    passing.unlink(missing_ok=True)
    try:
        connection.execute(f"ATTACH {sql.literal(kept)} AS kept {OPTIONS}")
        connection.execute(f"ATTACH {sql.literal(passing)} AS passing ({ONCE})")
        connection.execute("SET search_path = 'passing,kept'")
        yield connection
    finally:
        connection.execute("USE scratch")
        for name in ("kept", "passing"):
            connection.execute(f"DETACH DATABASE IF EXISTS {name}")
        connection.close()
        passing.unlink(missing_ok=True)


def narrow(
    connection: duckdb.DuckDBPyConnection,
    part: str,
    received: tuple[Sequence[Manifest], Sequence[Event]],
    tables: Parted,
) -> None:
    """Lays out what the build reads, but the rows of the part's own units alone, and the tables that are given."""
    connection.execute(OWN, {"part": part})
    connection.execute(WORLD)
    sources.lay_out(connection, *received, "", own="own")
    for name, rows in NARROWED.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {rows}")
    for query in tables.first:
        if query.name in tables.given:
            connection.execute(f"CREATE TEMP VIEW {query.name} AS FROM scratch.given.{query.name}")


def take_hidden(connection: duckdb.DuckDBPyConnection) -> None:
    """Replaces what the part alone would hide of its largest units by what is hidden among those of all parts."""
    connection.execute(f"""
        DELETE FROM kept.{HIDDEN} WHERE (edition, unit_code) IN (SELECT (edition, unit_code) FROM scratch.topmost)
    """)
    connection.execute(f"""
        INSERT INTO kept.{HIDDEN} BY NAME FROM scratch.hidden_among SEMI JOIN own USING (edition, unit_code)
    """)
