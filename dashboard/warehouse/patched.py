"""Patches a copy of the version before: of most provinces its rows stay as they are.

What is made anew lies in a published file already; it goes over into the copy, which takes that file's place.
"""

import json
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import duckdb

from dashboard import sql, version_files
from dashboard.warehouse.horizon import Horizon
from dashboard.warehouse.making import ONCE
from dashboard.warehouse.part import parts_folder

# A copy that has grown by more (and some bytes, for small ones) is written anew, and so is one of which more than this
# share of the parts has changed.
GROWN, BYTES, MOST_CHANGED = 1.25, 16 << 20, 0.5


@dataclass(frozen=True)
class PutTogether:
    """How a version was put together. common: the digest of what all parts are made of; parts: their files; size: of
    the version that was last written anew, 0 for itself; rows: how many each table has of each part; forecasts: how
    many are of what each is made of."""

    common: str
    parts: Mapping[str, str]
    horizon: Horizon
    size: int = 0
    rows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    forecasts: Mapping[str, int] = field(default_factory=dict)

    def keep(self, version: str) -> str:
        """Keeps it beside the parts, under the name that is returned."""
        horizon = [self.horizon.newest, self.horizon.later, self.horizon.day]
        facts = {**vars(self), "horizon": horizon}
        path = _path_of(version)
        path.write_text(json.dumps(facts, default=str), encoding="utf-8")
        return path.name

    @staticmethod
    def of(version: str) -> "PutTogether | None":
        """As it was kept; None where it was not."""
        try:
            facts = json.loads(_path_of(version).read_text(encoding="utf-8"))
            newest, later, day = facts.pop("horizon")
            ahead = Horizon(date.fromisoformat(newest), tuple(map(date.fromisoformat, later)), date.fromisoformat(day))
            return PutTogether(**facts, horizon=ahead)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def changed(self, before: "PutTogether") -> set[str]:
        """The parts that were others, or are there in one of the two alone."""
        named = self.parts.keys() | before.parts.keys()
        return {part for part in named if self.parts.get(part) != before.parts.get(part)}


def _path_of(version: str) -> Path:
    return parts_folder() / f"how-{version}.json"


def former_of(made: PutTogether) -> tuple[str, PutTogether] | None:
    """The version in use, where it is worth patching."""
    version = version_files.current()
    before = PutTogether.of(version) if version else None
    if not version or before is None or before.common != made.common or not version_files.is_whole(version):
        return None
    size = version_files.path_of(version).stat().st_size
    first = before.size or size
    is_worth = len(made.changed(before)) <= MOST_CHANGED * len(made.parts) and size <= GROWN * first + BYTES
    return (version, replace(before, size=first)) if is_worth else None


def forget() -> bool:
    """Has the version in use not be patched any more; whether it might have been."""
    path = _path_of(version_files.current() or "")
    is_known = path.exists()
    path.unlink(missing_ok=True)
    return is_known


def take_over(connection: duckdb.DuckDBPyConnection, former: Path, patched: Collection[str]) -> None:
    """Puts a copy of the former version in the place of the published file; patched: its tables that are kept."""
    [(path,)] = connection.execute("SELECT path FROM duckdb_databases() WHERE database_name = 'published'").fetchall()
    [(searched,)] = connection.execute("SELECT current_setting('search_path')").fetchall()
    # It is swept away with the file that it stands in for.
    copy = Path(f"{path}.copy")
    shutil.copyfile(former, copy)
    connection.execute(f"ATTACH {sql.literal(copy)} AS former ({ONCE})")
    made, there = (_tables(connection, database) for database in ("published", "former"))
    for name in there - set(patched):
        connection.execute(f"DROP TABLE former.{name}")
    for name in sorted(made - set(patched)):
        connection.execute(f"CREATE TABLE former.{name} AS FROM published.{name}")
    connection.execute("SET search_path = 'scratch'")
    connection.execute("CHECKPOINT former")
    connection.execute("DETACH former; DETACH published")
    copy.replace(path)
    connection.execute(f"ATTACH {sql.literal(path)} AS published ({ONCE})")
    connection.execute(f"SET search_path = '{searched}'")


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> set[str]:
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = $database", {"database": database}
    ).fetchall()
    return {name for (name,) in rows}
