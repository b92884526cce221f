"""An operator's tables of units: read from a file, refused cell by cell, and put in place with a rebuild."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.batches import store
from dashboard.exports.privacy import masked
from dashboard.units import files
from dashboard.units.files import Row
from dashboard.warehouse import versions
from dashboard.warehouse.making import WarehouseRefused

# Why a table is refused: each is a key of the words under [table].
REASONS = (
    "unreadable", "columns", "empty", "needed", "edition", "unit_unknown", "parent", "grouping_name", "grouping_taken",
    "group_code", "group_taken", "group_differs", "unit_twice", "unit_within", "share", "shares", "day", "day_outside",
    "inside_edition", "goes_on", "ended", "full_name", "method", "number", "words",
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell of a table: its file, row and column, the cell as it may be shown, and a reason."""

    file: str
    row: int
    column: str
    value: str
    reason: str


class TableRefused(Exception):
    """The table holds faults; nothing of it was kept."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Table:
    """The rows of a file, each with its number as a spreadsheet shows it."""

    file: str
    rows: tuple[tuple[int, Row], ...]

    def fault(self, row: int, column: str, value: str, reason: str) -> Fault:
        """A fault in one of its cells."""
        return Fault(self.file, row, column, masked(value), reason)


def read_table(path: Path, needed: Sequence[str], known: Sequence[str]) -> Table:
    """A table with all the needed columns and none that is not known. Raises TableRefused."""
    name = masked(path.name)
    try:
        written = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise TableRefused([Fault(name, 1, "", "", "unreadable")]) from problem
    first = written.partition("\n")[0]
    # A spreadsheet set to Vietnamese writes semicolons.
    reader = csv.DictReader(io.StringIO(written, newline=""), delimiter=";" if ";" in first else ",")
    names = list(reader.fieldnames or ())
    wrong = [column for column in needed if column not in names] + [one for one in names if one not in known]
    if wrong:
        raise TableRefused([Fault(name, 1, masked(column), "", "columns") for column in wrong])
    rows = []
    for row in reader:
        cells = {column: masked((row.get(column) or "").strip()) for column in known}
        if any(cells.values()):
            rows.append((reader.line_num, cells))
    if not rows:
        raise TableRefused([Fault(name, 1, "", "", "empty")])
    return Table(name, tuple(rows))


def written(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> str:
    """Rows as the text of a table."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def put_in_place(tables: Mapping[str, str | None]) -> str | None:
    """Replaces tables of the data folder, deletes those that are None, and builds the warehouse anew.

    Returns its version, or None while nothing was imported. Raises WarehouseRefused; all is as it was before, then.
    """
    with store.locked():
        before = {name: _text(files.own(name)) for name in tables}
        _replace(tables)
        try:
            return versions.bring_up_to_date() if store.manifests() else None
        except WarehouseRefused:
            _replace(before)
            raise


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _replace(tables: Mapping[str, str | None]) -> None:
    for name, content in tables.items():
        path = files.own(name)
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            store.replace_file(path, content)
