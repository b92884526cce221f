"""Builds the nation by parts: each province from its own rows, into a file that is used again while they stay."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import duckdb

from dashboard import progress, sql
from dashboard.batches import order
from dashboard.batches.events import Event
from dashboard.batches.store import Manifest
from dashboard.sql import Query
from dashboard.warehouse import horizon, rules
from dashboard.warehouse.making import ONCE, check, make_by_days
from dashboard.warehouse.part import apart, parts_folder, write_part
from dashboard.warehouse.parted import HIDDEN, Parted
from dashboard.warehouse.provinces import ACROSS, lay_out_parts
from dashboard.warehouse.readers import Readers, Rows
from dashboard.warehouse.workers.task import Task, Workers

# An office of one province, or of few, is built in one go.
LEAST_PARTS = 4
REPORTERS = """
SELECT
    count(DISTINCT part) FILTER (WHERE part <> $across),
    count(*) FILTER (WHERE part IS NULL OR part = $across)
FROM (
    SELECT edition, unit_code FROM received_summary
    UNION
    SELECT edition, unit_code FROM received_detailed
)
LEFT JOIN scratch.part_of USING (edition, unit_code)
"""
# A group of communes of several provinces would have them hide one another.
SMALL_ONES_ACROSS = """
SELECT count(*) FROM scratch.topmost INNER JOIN source_unit USING (edition, unit_code)
WHERE grain NOT IN ('nation', 'province')
"""
# Why a nation of many parts is not made by them: somebody reports who lies in none, a group holds communes of several.
OBSTACLES = ("beyond", "groups")
IN_ONE_GO = "in-one-go:"
# What hangs on the members that may lack something is made of what these counted.
LACKING, OF_LACKING = ("partly_based", "partly_staged"), "partial_count"


def why_in_one_go(connection: duckdb.DuckDBPyConnection) -> str:
    """Why the nation is better not made by parts, or cannot be; empty where it is.

    "few" where hardly any parts report, else one of OBSTACLES. Leaves what `lay_out_parts` makes.
    """
    lay_out_parts(connection)
    [(parts, beyond)] = connection.execute(REPORTERS, {"across": ACROSS}).fetchall()
    if parts < LEAST_PARTS:
        return "few"
    [(small,)] = connection.execute(SMALL_ONES_ACROSS).fetchall()
    return "beyond" if beyond else "groups" if small else ""


def note_in_one_go(version: str, why: str) -> None:
    """Keeps why a version was not made by parts, beside the parts."""
    parts_folder().mkdir(parents=True, exist_ok=True)
    _list_of(version).write_text(f"{IN_ONE_GO}{why}", encoding="utf-8")


def noted_in_one_go(version: str) -> str:
    """Why the nation of a version could not be made by parts; empty where it was, or where few parts report."""
    listed = _list_of(version)
    found = listed.read_text(encoding="utf-8") if listed.exists() else ""
    return found.removeprefix(IN_ONE_GO) if found.startswith(IN_ONE_GO) else ""


def forget_others(version: str) -> None:
    """Deletes the parts of which a version is not made."""
    listed = _list_of(version)
    used = listed.read_text(encoding="utf-8").split() if listed.exists() else []
    for path in parts_folder().glob("*"):
        if path != listed and path.name not in used:
            path.unlink(missing_ok=True)


def _list_of(version: str) -> Path:
    return parts_folder() / f"of-{version}"


class Nation:
    """One build by parts, on a connection with what `lay_out` and `lay_out_parts` made."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        received: tuple[Sequence[Manifest], Sequence[Event]],
        tables: Parted,
        workers: Workers | None = None,
    ) -> None:
        self._connection, self._received, self._tables = connection, received, tables
        self._workers = workers
        self._parts: dict[str, Path] = {}
        self._rows = Rows(connection, self._parts)
        self._used: set[str] = set()

    def fill(self) -> None:
        """Makes all tables of readers in the database published. Raises WarehouseRefused when a check fails."""
        self._make_first()
        self._horizon = horizon.find_horizon(self._connection)
        horizon.lay_out_ahead(self._connection, self._horizon)
        self._give()
        self._batches = self._batches_of_parts()
        self._common = self._common_digest()
        parts_folder().mkdir(parents=True, exist_ok=True)
        self._attach_all(sorted(self._batches), is_given=False)
        with self._among() as connection:
            self._put_together(connection)
            connection.execute("SET search_path = 'scratch,published'")
            check(connection, {query.name for query in self._tables.first})
        progress.done(progress.TOGETHER)

    @property
    def forecasts(self) -> Mapping[str, int]:
        """What stands in the table of forecasts of a copied version, as `PutTogether` has it."""
        return self._made.forecasts

    def keep(self, version: str, beside: Collection[str], forecasts: Mapping[str, int]) -> None:
        """Notes the files that the version is made of. beside: those that its forecasts are; forecasts: what stands in
        their table."""
        used = {*self._used, *beside, replace(self._made, forecasts=forecasts).keep(version)}
        _list_of(version).write_text("\n".join(sorted(used)), encoding="utf-8")

    def figures(self) -> dict[tuple[str, str], str]:
        """By what the figures of each edition's provinces are named, and all that is asked of them."""
        asked = [
            self._connection.execute(f"SELECT sum(hash(asked)::HUGEINT), count(*) FROM {table} AS asked").fetchall()
            for table in ("target", "inherited_target", "in_force", "holiday")
        ]
        provinces = self._connection.execute("""
            SELECT edition, unit_code, part
            FROM unit INNER JOIN scratch.part_of USING (edition, unit_code)
            WHERE grain = 'province'
        """).fetchall()
        return {
            (edition, code): f"{self._parts[part].name} {asked}"
            for edition, code, part in provinces
            if part in self._parts
        }

    def _make_first(self) -> None:
        connection = self._connection
        connection.execute("CREATE TEMP VIEW observation AS SELECT edition, as_of FROM accepted_summary")
        connection.execute("CREATE TEMP VIEW activity AS SELECT edition, date FROM accepted_detailed")
        for query in self._tables.first:
            make_by_days(connection, query, place=place_of(query))
        connection.execute("DROP VIEW temp.observation; DROP VIEW temp.activity")

    def _give(self) -> None:
        """What parts take from the nation, in a schema of its own."""
        self._connection.execute("CREATE SCHEMA scratch.given")
        for query in self._tables.first:
            if query.name in self._tables.given:
                place = "scratch.ahead" if query.name in horizon.NAMES else f"{place_of(query)}.main"
                self._connection.execute(f"CREATE TABLE scratch.given.{query.name} AS FROM {place}.{query.name}")

    def _batches_of_parts(self) -> dict[str, set[str]]:
        """The batches of which each part reads any row."""
        found = defaultdict[str, set[str]](set)
        for kind in sorted(self._tables.kinds):
            pairs = self._connection.execute(f"""
                SELECT DISTINCT part, batch_id FROM received_{kind}
                INNER JOIN scratch.part_of USING (edition, unit_code)
            """).fetchall()
            for part, batch in pairs:
                found[part].add(batch)
        return found

    def _common_digest(self) -> str:
        """What all parts are made of beside their rows: how they are built, and the nation's tables."""
        digest = hashlib.sha256(rules.digest().encode())
        for name in sorted(self._tables.given - {"batch", "batch_step", "build"}):
            rows = self._connection.execute(f"FROM scratch.given.{name} ORDER BY ALL").fetchall()
            digest.update(f"{name} {rows}\n".encode())
        return digest.hexdigest()

    def _received_by(self, part: str) -> tuple[tuple[Manifest, ...], tuple[Event, ...]]:
        manifests, happened = self._received
        known = self._batches[part]
        return (
            tuple(found for found in manifests if found.batch_id in known),
            tuple(event for event in happened if event.batch_id in known),
        )

    def _path_of(self, part: str, hidden: str) -> Path:
        """The file of a part, named by all that it is made of."""
        digest = hashlib.sha256(f"{self._common} {part} {hidden}\n".encode())
        known = self._batches[part]
        for step in order.steps(*self._received):
            if step.entry.batch_id in known:
                digest.update(f"{step}\n".encode())
        return parts_folder() / f"part-{digest.hexdigest()[:24]}.duckdb"

    def _attach_all(self, parts: Sequence[str], *, is_given: bool) -> None:
        """Makes the parts that are not there, by workers where there are any, and attaches all.

        is_given: with what is hidden of their largest units among those of all parts.
        """
        paths = {part: self._path_of(part, str(self._hidden_of(part)) if is_given else "") for part in parts}
        missing = [part for part, path in paths.items() if not path.exists()]
        if not is_given:
            progress.plan([*[progress.PROVINCES] * len(missing), progress.TOGETHER, progress.FORECASTS])
        if self._workers and missing:
            given = parts_folder() / f"given.partial-{os.getpid()}"
            self._hand_out(given, is_given=is_given)
            self._workers.make(
                [
                    Task(paths[part].name, part, given.name, is_given, rules.digest(), *self._received_by(part))
                    for part in missing
                ]
            )
            given.unlink()
        for part, path in paths.items():
            self._attach(part, path, is_given=is_given)

    def _hand_out(self, path: Path, *, is_given: bool) -> None:
        """Writes what parts take from the nation into a file, for workers."""
        connection = self._connection
        path.unlink(missing_ok=True)
        connection.execute(f"ATTACH {sql.literal(path)} AS handed ({ONCE})")
        connection.execute("CREATE SCHEMA handed.given")
        tables = [f"given.{name}" for name in sorted(self._tables.given)]
        for table in (*tables, "part_of", "topmost", *(["hidden_among"] if is_given else [])):
            connection.execute(f"CREATE TABLE handed.{table} AS FROM scratch.{table}")
        connection.execute("CHECKPOINT handed")
        connection.execute("DETACH handed")

    def _attach(self, part: str, path: Path, *, is_given: bool) -> None:
        """Makes a part unless it is there, and attaches it in the place of what it was before."""
        if part in self._parts:
            self._connection.execute(f'DETACH "{part}"')
        attach = f'ATTACH {sql.literal(path)} AS "{part}" (READ_ONLY)'
        is_attached = False
        if path.exists():
            # One that was damaged since is made again.
            with suppress(duckdb.Error):
                self._connection.execute(attach)
                is_attached = True
        if not is_attached:
            path.unlink(missing_ok=True)
            received = self._received_by(part)
            write_part(self._connection, path.name, part, received, self._tables, is_given=is_given)
            self._connection.execute(attach)
            progress.done(progress.PROVINCES)
        self._parts[part] = path
        self._used.add(path.name)

    def _hidden_of(self, part: str) -> list[tuple[object, ...]]:
        """What is hidden of the part's largest units among those of all parts."""
        return self._connection.execute(
            """
            FROM scratch.hidden_among
            SEMI JOIN (FROM scratch.part_of WHERE part = $part) AS own USING (edition, unit_code)
            ORDER BY ALL
            """,
            {"part": part},
        ).fetchall()

    @contextmanager
    def _among(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The connection, with a database for what is made of units that lie across parts."""
        connection = self._connection
        [(path,)] = connection.execute("SELECT path FROM duckdb_databases() WHERE database_name = 'scratch'").fetchall()
        # A first try may have left it.
        Path(f"{path}.among").unlink(missing_ok=True)
        connection.execute(f"ATTACH {sql.literal(f'{path}.among')} AS among ({ONCE})")
        connection.execute("SET search_path = 'among,scratch,published'")
        yield connection
        connection.execute("SET search_path = 'scratch,published'")
        # What is left in it would be written to the disk first.
        for schema, table in connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'among'"
        ).fetchall():
            connection.execute(f"DROP TABLE among.{schema}.{table}")
        connection.execute("DETACH among")
        for part in self._parts:
            connection.execute(f'DETACH "{part}"')
        Path(f"{path}.among").unlink(missing_ok=True)

    def _put_together(self, connection: duckdb.DuckDBPyConnection) -> None:
        horizon.look_ahead(connection)
        self._take_members(connection)
        self._sum_up(connection)
        self._see(connection, "scratch.topmost", is_apart=True)
        self._hide(connection)
        self._see(connection, f"among.{HIDDEN}", is_apart=True)
        for query in self._tables.across:
            if query.across == "anew" and query.name not in self._tables.hiding:
                if query.name == OF_LACKING:
                    for table in LACKING:
                        self._see(connection, f"(SELECT source AS edition, member_code AS unit_code FROM {table})")
                connection.execute(f"CREATE {'VIEW' if query.is_view else 'TABLE'} among.{query.name} AS {query.sql}")
        self._make_alone(connection)
        horizon.look_at_newest(connection)
        readers = Readers(connection, self._rows, self._tables, self._horizon)
        self._made = readers.write(self._common)
        anew = [query for query in readers.queries if query.carried == "anew"]
        horizon.make_anew(connection, self._horizon, lambda name: self._rows.of_nation(sql.load("build", name)), anew)
        for name in {name for query in self._tables.whole for name in query.after} & self._tables.kept:
            connection.execute(f"CREATE TEMP VIEW {name} AS {self._rows.of_parts(name)}")
        for query in self._tables.whole:
            make_by_days(connection, query, place=place_of(query))

    def _make_alone(self, connection: duckdb.DuckDBPyConnection) -> None:
        """What is made of no other units' sums than those of units that lie across."""
        for name in self._tables.sums:
            across = self._rows.lie_across(sql.load("build", name))
            connection.execute(f"CREATE TEMP VIEW {name} AS FROM among.{name} AS part WHERE {across}")
        for query in self._tables.across:
            if query.across == "alone":
                connection.execute(f"CREATE TABLE among.{query.name} AS {query.sql}")
        for name in self._tables.sums:
            connection.execute(f"DROP VIEW temp.{name}")

    def _take_members(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Of units that lie across parts, the rows that are of their members."""
        for query in self._tables.across:
            if query.across == "members":
                connection.execute(f"""
                    CREATE TABLE among.{query.name} AS FROM ({self._rows.of_parts(query.name)}) AS part
                    WHERE {self._rows.lie_across(query)}
                """)

    def _sum_up(self, connection: duckdb.DuckDBPyConnection) -> None:
        for name in self._tables.sums:
            connection.execute(f"""
                CREATE OR REPLACE TEMP VIEW part AS FROM ({self._rows.of_parts(apart(name))}) AS part
                WHERE {self._rows.lie_across(sql.load("build", name))}
            """)
            connection.execute(f"CREATE TABLE among.{name} AS {sql.load('across', name).sql}")
        connection.execute("DROP VIEW IF EXISTS temp.part")
        connection.execute("CREATE TABLE among.seen (edition VARCHAR, unit_code VARCHAR)")

    def _see(self, connection: duckdb.DuckDBPyConnection, units: str, *, is_apart: bool = False) -> None:
        """Adds what further units counted to the sums; those that lie across are there.

        is_apart: their rows are among those that parts have set apart.
        """
        connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE looked_at AS
            SELECT DISTINCT edition, unit_code FROM {units}
            SEMI JOIN (FROM scratch.part_of WHERE part <> '{ACROSS}') USING (edition, unit_code)
            ANTI JOIN among.seen USING (edition, unit_code)
        """)
        rows = connection.execute(
            "SELECT DISTINCT part FROM looked_at INNER JOIN scratch.part_of USING (edition, unit_code)"
        )
        parts = sorted(part for (part,) in rows.fetchall() if part in self._parts)
        for name in self._tables.sums if parts else ():
            connection.execute(f"""
                INSERT INTO among.{name} BY NAME
                FROM ({self._rows.of_parts(apart(name) if is_apart else name, parts)}) AS part
                SEMI JOIN looked_at USING (edition, unit_code)
            """)
        connection.execute("INSERT INTO among.seen FROM looked_at")

    def _hide(self, connection: duckdb.DuckDBPyConnection) -> None:
        """What is hidden among the largest units; parts that took it otherwise are made once more."""
        for query in self._tables.across:
            if query.name in self._tables.hiding:
                connection.execute(f"CREATE TABLE among.{query.name} AS {query.sql}")
        for part in self._parts:
            self._hide_levels(connection, part)
        connection.execute(f"""
            CREATE TABLE scratch.hidden_among AS
            FROM among.{HIDDEN} SEMI JOIN scratch.topmost USING (edition, unit_code)
        """)
        otherwise = []
        for part in sorted(self._parts):
            guessed = connection.execute(f"""
                FROM "{part}".{HIDDEN} SEMI JOIN scratch.topmost USING (edition, unit_code)
                SEMI JOIN (FROM scratch.part_of WHERE part = '{part}') AS own USING (edition, unit_code)
                ORDER BY ALL
            """).fetchall()
            if guessed != self._hidden_of(part):
                otherwise.append(part)
        self._attach_all(otherwise, is_given=True)
        connection.execute(f"""
            INSERT INTO among.{HIDDEN} BY NAME
            FROM ({self._rows.of_parts(HIDDEN)}) AS part
            ANTI JOIN scratch.topmost USING (edition, unit_code)
            SEMI JOIN (FROM scratch.part_of WHERE part <> '{ACROSS}') AS own USING (edition, unit_code)
        """)

    def _hide_levels(self, connection: duckdb.DuckDBPyConnection, part: str) -> None:
        """Hides what a part hides of the levels of its largest units and beyond, and not because its own are few."""
        connection.execute(f"""
            INSERT INTO among.{HIDDEN} BY NAME
            FROM "{part}".{HIDDEN} AS found
            SEMI JOIN (
                SELECT edition, unit_code FROM scratch.part_of WHERE part = '{ACROSS}' UNION FROM scratch.topmost
            ) AS large USING (edition, unit_code)
            ANTI JOIN among.{HIDDEN} USING (edition, unit_code, level, stage, date)
            ANTI JOIN (
                SELECT edition, unit_code, stage, date FROM "{part}".area_count, build
                WHERE count BETWEEN 1 AND small_count - 1
            ) AS few USING (edition, unit_code, stage, date)
            WHERE level <> 'all'
        """)


def place_of(query: Query) -> str:
    """The database that a table of the nation stands in."""
    return "published" if query.is_published else "scratch"
