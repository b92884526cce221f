"""A real warehouse from a handful of rows: built by the product's own queries, opened by the app's own database.

`opened` and `ask` build no more than what a question reads: the tables that its statement names, and those that their
headers name in turn. Equal rows share one. `build` makes the whole, with its checks.

Its units are the real ones of a few provinces, of Cà Mau and Bạc Liêu where a test names no others: with all 14,151 a
build takes four times as long.

A row is made by `reported`, `counted`, `set_for` or `living_in`, which fill in what a test does not speak of. It is one
line of words, as it would stand in an export, and can be written so: ``"32065 2024-05-01T23:00 all activated 120"``;
``-`` is an empty cell. A batch is a kind with its rows; batches arrive in the order in which they are given.
"""

import atexit
import csv
import datetime as dt
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd
import pytest

from dashboard import settings, sql, units
from dashboard.batches import events, store
from dashboard.batches.events import RESTORE, WITHDRAW, Event
from dashboard.database import NUMBERS, Database
from dashboard.exports.kinds import KINDS
from dashboard.tables import in_order, make
from dashboard.unit_tables import resolutions, table_files
from dashboard.units import files
from dashboard.warehouse import sources, versions
from dashboard.warehouse.build import fill
from dashboard.warehouse.rules import REFERENCE
from dashboard.warehouse.workers.task import Workers

VERSION = "0123456789ab"
# The activations of a district on the days of its own reports, as readers see them.
REPORTED = """
SELECT date::VARCHAR, count FROM area_progress
WHERE edition = '2024' AND unit_code = '967' AND level = 'all' AND stage = 'activated' AND reported_at::DATE = date
ORDER BY date
"""
FIRST_ARRIVAL = dt.datetime(2024, 1, 1, 8)
Provinces = frozenset[tuple[str, str]]
# Bạc Liêu and Cà Mau, before the reform and after it.
NEIGHBOURS: Provinces = frozenset({("2024", "95"), ("2024", "96"), ("2025", "96")})
# What has a command take another folder of reference tables.
FEW_UNITS = Path(__file__).with_name("few_units")
# Instead of the units of some provinces those of all.
NATION: Provinces = frozenset()
# The words of a row, in order; the edition stands apart, for most tests need one only.
WORDS = {
    "summary": ("unit_code", "as_of", "level", "stage", "count"),
    "detailed": ("unit_code", "date", "hour_band", "level", "stage", "channel", "team_code", "count"),
    "target": ("unit_code", "issuer", "level", "stage", "start_date", "deadline", "value", "document", "phase"),
    "population_base": ("unit_code", "base", "as_of", "count", "source"),
    "event": ("unit_code", "event_kind", "start_date", "end_date", "event", "event_en"),
    "team": ("team_code", "name", "kind", "unit_code"),
    "reason": ("unit_code", "as_of", "reason", "count"),
    "duty": ("unit_code", "date", "team_kind", "start_minute", "end_minute", "teams", "people"),
    "hamlet": ("unit_code", "as_of", "hamlets", "visited"),
    "indicator": ("unit_code", "as_of", "indicator", "numerator", "denominator"),
    "published": (
        "unit_printed", "unit_code", "date", "metric", "value", "value_high", "denominator", "percent", "source_url",
    ),
}  # fmt: skip
Rows = str | tuple[str, ...]
FIXED: dict[str, dict[str, object]] = {"published": {"unit_level": "district"}}


@dataclass(frozen=True)
class Batch:
    """One accepted export: its kind, its rows, and what its manifest says beside them."""

    kind: str
    rows: tuple[str, ...]
    edition: str
    is_demo: bool = False
    is_correction: bool = False
    received_at: str = ""
    source_name: str = ""
    # What was decided about it after all batches had come in: (withdraw or restore, why).
    decided: tuple[tuple[str, str], ...] = ()

    def dicts(self) -> list[dict[str, object]]:
        """The rows as columns and words; a cell of "-" is empty."""
        named = (dict(zip(WORDS[self.kind], row.split(), strict=True)) for row in self.rows)
        return [
            {
                "edition": self.edition,
                **FIXED.get(self.kind, {}),
                "is_correction": self.is_correction,
                **{k: None if v == "-" else v for k, v in row.items()},
            }
            for row in named
        ]


def reported(unit: str, *, on: str = "2024-05-01", level: str = "all", **counts: int) -> tuple[str, ...]:
    """The rows of a summary report: a unit's counts by stage, as they stood then."""
    return tuple(f"{unit} {on} {level} {stage} {count}" for stage, count in counts.items())


def counted(
    unit: str, *, on: str = "2024-05-01", hours: str = "07-11", level: str = "all", channel: str = "headquarters",
    team: str = "-", **counts: int,
) -> tuple[str, ...]:  # fmt: skip
    """The rows of a detailed export: what a unit did by stage in the hours of one day."""
    return tuple(f"{unit} {on} {hours} {level} {stage} {channel} {team} {count}" for stage, count in counts.items())


def set_for(
    unit: str, value: int, *, issuer: str = "ministry", level: str = "all", stage: str = "activated",
    start: str = "2024-01-01", deadline: str = "2024-12-31",
) -> str:  # fmt: skip
    """The row of a target."""
    return f"{unit} {issuer} {level} {stage} {start} {deadline} {value}"


def living_in(unit: str, count: int, *, base: str = "eligible", on: str = "2024-01-01") -> str:
    """The row of a population."""
    return f"{unit} {base} {on} {count}"


def batch(kind: str, *rows: Rows, edition: str = "2024") -> Batch:
    """A batch of one kind."""
    lines = ((row,) if isinstance(row, str) else row for row in rows)
    return Batch(kind, tuple(chain.from_iterable(lines)), edition)


def summary(*rows: Rows, edition: str = "2024") -> Batch:
    """unit as_of level stage count."""
    return batch("summary", *rows, edition=edition)


def detailed(*rows: Rows, edition: str = "2024") -> Batch:
    """unit date hour_band level stage channel team count."""
    return batch("detailed", *rows, edition=edition)


def target(*rows: str, edition: str = "2024") -> Batch:
    """unit issuer level stage start deadline value; document and phase are the same for all."""
    return batch("target", *(f"{row} KH-06 1" for row in rows), edition=edition)


def population(*rows: str, edition: str = "2024") -> Batch:
    """unit base as_of count; the source is the same for all."""
    return batch("population_base", *(f"{row} office" for row in rows), edition=edition)


def demo(simulated: Batch) -> Batch:
    """The same batch, marked as simulated."""
    return replace(simulated, is_demo=True)


def withdrawn(batch: Batch, why: str) -> Batch:
    """The same batch, taken out of the figures after all batches have come in."""
    return replace(batch, decided=(*batch.decided, (WITHDRAW, why)))


def restored(batch: Batch) -> Batch:
    """The same batch, brought back."""
    return replace(batch, decided=(*batch.decided, (RESTORE, "")))


def resolved(folder: Path, *rows: str) -> Path:
    """The folder, with what resolutions say: edition from to share day, and the name of a new unit (_ for a space)."""
    by_day: dict[str, list[tuple[int, files.Row]]] = defaultdict(list)
    for number, row in enumerate(rows, 2):
        edition, before, after, share, day, *named = row.split()
        cells = dict.fromkeys(resolutions.COLUMNS, "") | {
            "from_edition": edition, "from_code": before, "to_edition": edition, "to_code": after, "share": share,
            "effective_on": day, "document": "1/NQ", "full_name": " ".join(named).replace("_", " "),
        }  # fmt: skip
        by_day[day].append((number, cells))
    (folder / "lineage").mkdir(parents=True)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(folder))
        derived = resolutions.derived([table_files.Table(f"{day}.csv", tuple(rows)) for day, rows in by_day.items()])
    for name, content in derived.items():
        if content:
            (folder / "lineage" / name).write_text(content, encoding="utf-8")
    return folder


def build(
    folder: Path, *batches: Batch, provinces: Provinces = NEIGHBOURS, workers: Workers | None = None, **rules: int
) -> Path:
    """Writes the batches and builds the warehouse of them under $DASHBOARD_DATA; returns its file.

    The tables that readers never see stay beside it, for `tables`. workers: make the parts of a nation. rules: settings
    by which it is built.
    """
    _keep(folder, rules)
    with in_use(folder, provinces):
        path = versions.path_of(VERSION)
        path.parent.mkdir(parents=True, exist_ok=True)
        fill(path, scratch(path), VERSION, accepted(*batches), workers)
        versions.point_to(VERSION)
        return path


def accepted(*batches: Batch) -> tuple[list[store.Manifest], list[Event]]:
    """Writes the batches under $DASHBOARD_DATA; returns their manifests, and what was decided about them."""
    manifests = [_accept(turn, batch) for turn, batch in enumerate(batches)]
    return manifests, _events(batches, manifests)


def _keep(folder: Path, rules: dict[str, int]) -> None:
    """Writes settings into a data folder."""
    if rules:
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f"{name} = {value}\n" for name, value in rules.items()]
        (folder / "settings.toml").write_text("".join(lines), encoding="utf-8")


def scratch(path: Path) -> Path:
    """The tables that readers never see, beside a published file."""
    return path.with_name("scratch.duckdb")


def opened(folder: Path, *batches: Batch, **rules: int) -> Database:
    """The database of these batches, built by the settings that are given as rules."""
    _keep(folder, rules)
    return Narrow(folder, batches)


@contextmanager
def tables(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """All tables of a warehouse, those that readers never see too."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{path}' AS published (READ_ONLY)")
        connection.execute(f"ATTACH '{scratch(path)}' AS scratch (READ_ONLY)")
        connection.execute("SET search_path = 'scratch,published'")
        yield connection


def ask_anew(question: str) -> list[tuple[object, ...]]:
    """The rows of a question put to those tables that it reads, made of the batches in $DASHBOARD_DATA."""
    with TemporaryDirectory() as place:
        path = Path(place) / "asked.duckdb"
        fill_some(path, tables_read(question), store.manifests(), events.happened())
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(question).fetchall()


def ask(folder: Path, question: str, *batches: Batch) -> list[tuple[object, ...]]:
    """The rows of a question put to a warehouse of these batches, below the app's database."""
    with duckdb.connect(str(narrow(folder, batches, tables_read(question))), read_only=True) as connection:
        return connection.execute(question).fetchall()


# Tables that a test file's questions were seen to read, by the question that comes first.
FOLLOWING: dict[tuple[str, str], frozenset[str]] = {}


class Narrow(Database):
    """The app's database of those tables that its questions were seen to read; it widens with the next question.

    A file's next warehouse begins with all that the questions after its first one read, or each would build it anew.
    """

    def __init__(self, folder: Path, batches: tuple[Batch, ...]) -> None:
        self._folder, self._batches = folder, batches
        self._tables: frozenset[str] = frozenset()
        self._first: tuple[str, str] | None = None
        self.number = next(NUMBERS)

    def ask(self, query: sql.Query, values: dict[str, object]) -> pd.DataFrame:
        """The app's own answer, from a warehouse that holds what the question reads."""
        if self._first is None:
            self._first = os.environ["PYTEST_CURRENT_TEST"].partition("::")[0], query.name
        if more := tables_read(query.sql) - self._tables:
            self._tables |= more | FOLLOWING.get(self._first, frozenset())
            FOLLOWING[self._first] = self._tables
            super().__init__(narrow(self._folder, self._batches, self._tables))
        return super().ask(query, values)


@lru_cache(maxsize=128)
def tables_read(question: str) -> frozenset[str]:
    """The tables of the build that a statement reads, as DuckDB parses it, and those that they are built from."""
    [(parsed,)] = duckdb.execute("SELECT json_serialize_sql(?::VARCHAR)", [question]).fetchall()
    assert not json.loads(parsed)["error"], parsed
    waiting = set(re.findall(r'"table_name":"(\w+)"', parsed)) & set(sql.names("build"))
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= set(sql.load("build", name).after) - found
    return frozenset(found)


# What was made of the same batches so far: its file, and the tables in it.
MADE: dict[str, tuple[Path, frozenset[str]]] = {}


def narrow(folder: Path, batches: tuple[Batch, ...], tables: frozenset[str], provinces: Provinces = NEIGHBOURS) -> Path:
    """A warehouse of some tables of these batches, without the checks; the folder's settings and own units hold.

    What was made of them before is gone on with: a file with more tables than those is as good.
    """
    own = [path for path in (*sorted((folder / "lineage").glob("*.csv")), folder / "settings.toml") if path.exists()]
    files = [(path.name, path.read_bytes()) for path in own]
    made_of = (batches, sorted(provinces), settings.QUERIES, files)
    digest = hashlib.sha256(repr(made_of).encode()).hexdigest()[:20]
    before, there = MADE.get(digest, (None, frozenset()))
    if before is None and batches and not own and not names_ended(batches):
        # Units and what is known of them are the same for all rows: a third of a build.
        before, there = units_alone(settings.QUERIES, provinces), of_units(settings.QUERIES)
        MADE[digest] = before, there
    if before is None or tables - there:
        place = _scratch() / digest
        # What a failed build left is no warehouse.
        shutil.rmtree(place / "data", ignore_errors=True)
        (place / "data" / "lineage").mkdir(parents=True)
        for file in own:
            shutil.copy(file, place / "data" / file.relative_to(folder))
        path = place / f"{len(there | tables)}.duckdb"
        path.unlink(missing_ok=True)
        if before is not None:
            # Readers have the one before open.
            shutil.copy(before, path)
        with in_use(place / "data", provinces):
            fill_some(path, tables - there, *accepted(*batches))
        MADE[digest] = path, there | tables
    return MADE[digest][0]


@lru_cache(maxsize=4)
def of_units(_: Path) -> frozenset[str]:
    """The tables of a folder of queries that are made of units alone; what came in adds ended units that it names."""
    made_of: dict[str, frozenset[str]] = {}
    for query in in_order("build"):
        # `unit` reads of what came in which of the ended units it names.
        pattern = r"\bsource_\w+" if query.name == "unit" else r"\b(?:accepted|received|source)_\w+"
        made_of[query.name] = frozenset(re.findall(pattern, query.sql)).union(*(made_of[name] for name in query.after))
    of_others = re.compile(r"accepted_|received_|source_(batch|event|build|due|holiday)")
    return frozenset(name for name, read in made_of.items() if read and not any(map(of_others.match, read)))


@lru_cache(maxsize=8)
def units_alone(queries: Path, provinces: Provinces) -> Path:
    """A file with those tables; whoever adds to it adds to a copy."""
    place = Path(tempfile.mkdtemp(dir=_scratch()))
    with in_use(place / "data", provinces):
        fill_some(place / "units.duckdb", of_units(queries), [], [])
    return place / "units.duckdb"


@lru_cache(maxsize=1)
def ended() -> frozenset[str]:
    """The codes of carried units that ended while their edition went on."""
    return frozenset(row["unit_code"] for row in files.read(settings.DATA / files.ENDED))


def names_ended(batches: tuple[Batch, ...]) -> bool:
    """Whether a row names one of them: then they are among the units."""
    return any(ended() & set(row.split()) for batch in batches for row in batch.rows)


def fill_some(path: Path, tables: frozenset[str], manifests: list[store.Manifest], happened: list[Event]) -> None:
    """Makes some tables of these batches, without the checks."""
    with duckdb.connect(str(path), config={"threads": 1}) as connection:
        sources.lay_out(connection, manifests, happened, VERSION)
        for query in in_order("build"):
            if query.name in tables:
                make(connection, query)
        sources.clear_away(connection)


@contextmanager
def in_use(folder: Path, provinces: Provinces = NEIGHBOURS) -> Iterator[None]:
    """The folder as the data folder, and no units but those of some provinces."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(folder))
        if provinces != NATION:
            environment.setattr(settings, "DATA", _reference(provinces))
            for name, value in few_units(provinces).items():
                environment.setenv(name, value)
        yield


def few_units(provinces: Provinces = NEIGHBOURS) -> dict[str, str]:
    """The environment of a command that knows no units but those of some provinces either."""
    return with_tables_of(_reference(provinces))


def with_tables_of(reference: Path) -> dict[str, str]:
    """The environment of a command that reads its tables of units and words from a folder."""
    return {"PYTHONPATH": str(FEW_UNITS), "DASHBOARD_TESTS_REFERENCE": str(reference)}


@lru_cache(maxsize=1)
def _scratch() -> Path:
    """A folder of this process, gone with it."""
    folder = tempfile.mkdtemp(prefix="warehouse-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """The named columns as plain tuples: NULL is None, a day is 2024-05-01, a share has four digits."""
    return [tuple(plain(value) for value in row) for row in table[list(columns)].itertuples(index=False, name=None)]


def plain(value: object) -> object:
    """A cell as a test would write it."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%dT%H:%M}"
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 4)
    return value


@lru_cache(maxsize=4)
def _reference(provinces: Provinces) -> Path:
    place = Path(tempfile.mkdtemp(prefix="reference-", dir=_scratch()))
    kept = _kept(provinces)
    for name in REFERENCE:
        (place / name).write_text(_of_units(name, kept), encoding="utf-8")
    for path in settings.DATA.iterdir():
        if path.name not in REFERENCE:
            (place / path.name).symlink_to(path)
    return place


def _of_units(name: str, kept: set[tuple[str, str]]) -> str:
    with (settings.DATA / name).open(encoding="utf-8", newline="") as file:
        header, *lines = file.read().splitlines()
    rows = csv.DictReader([header, *lines])
    return "\n".join([header, *(line for line, row in zip(lines, rows, strict=True) if _key(row) in kept)]) + "\n"


def _key(row: dict[str, str]) -> tuple[str, str]:
    """The unit that a row is of; of a group without members it is the group."""
    return row.get("from_edition") or row["edition"], row.get("from_code") or row["unit_code"] or row["group_code"]


def _kept(provinces: Provinces) -> set[tuple[str, str]]:
    keys = [_key(row) for row in files.rows("units.csv", "units_ended.csv")]
    above = {key: {(unit.edition, unit.unit_code) for unit in units.lineage(*key)} for key in keys}
    return {key for key, lineage in above.items() if key[1] == units.NATION or lineage & provinces}


def _accept(turn: int, batch: Batch) -> store.Manifest:
    kind = next(kind for kind in KINDS if kind.name == batch.kind)
    batch_id = f"{turn:02d}-{batch.kind}"
    path = store.rows_file(batch_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_parquet(path, kind.columns, batch.dicts())
    return store.Manifest(
        batch_id=batch_id,
        kind=batch.kind,
        sha256=f"{turn:064x}",
        source_name=batch.source_name or f"{batch_id}.csv",
        received_at=batch.received_at or (FIRST_ARRIVAL + dt.timedelta(hours=turn)).isoformat(),
        period_from=None,
        period_to=None,
        accepted_rows=len(batch.rows),
        quarantined_rows=0,
        units=1,
        is_demo=batch.is_demo,
        superseded_by=None,
        dropped_columns=(),
        ignored_sheets=(),
    )


def _events(batches: Sequence[Batch], manifests: Sequence[store.Manifest]) -> list[Event]:
    decided = [
        (what, manifest.batch_id, why)
        for manifest, batch in zip(manifests, batches, strict=True)
        for what, why in batch.decided
    ]
    times = (FIRST_ARRIVAL + dt.timedelta(hours=len(batches) + turn) for turn in range(len(decided)))
    return [
        Event(what, batch_id, time.isoformat(), why, "office")
        for time, (what, batch_id, why) in zip(times, decided, strict=True)
    ]


def _write_parquet(path: Path, columns: Sequence[tuple[str, str]], cells: list[dict[str, object]]) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE accepted ({', '.join(f'{name} {kind}' for name, kind in columns)})")
        if cells:
            # One list a column: row by row, a nation takes two minutes.
            lists = {name: [None if row.get(name) is None else str(row[name]) for row in cells] for name, _ in columns}
            values = ", ".join(f"unnest(${name}::VARCHAR[])" for name in lists)
            connection.execute(f"INSERT INTO accepted SELECT {values}", lists)
        quoted = str(path).replace("'", "''")
        connection.execute(f"COPY accepted TO '{quoted}' (FORMAT parquet)")
