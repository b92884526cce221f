"""How an office writes, remembered: the headings by which its files are known, and what a clerk said of them once."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dashboard import settings
from dashboard.batches import store
from dashboard.exports.header import heading_key
from dashboard.exports.privacy import masked
from dashboard.exports.results import Meaning, Notice
from dashboard.exports.source import Hints
from dashboard.importer.layouts.grid import TOP, Grid
from dashboard.importer.layouts.lexicon import BETWEEN

# What holds for one report only is not remembered.
PASSING = ("as_of", "date", "date_from", "date_to")


@dataclass(frozen=True)
class Layout:
    """One office's way: a file is of it when all its headings stand in the file; who said so, and when."""

    name: str
    headings: tuple[str, ...]
    encoding: str | None
    given: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    who: str
    when: str


def path() -> Path:
    """Where the layouts stand."""
    return settings.data_folder() / "layouts.json"


def saved() -> list[Layout]:
    """All layouts, the oldest first."""
    if not path().exists():
        return []
    listed: list[dict[str, Any]] = json.loads(path().read_text(encoding="utf-8"))
    return [
        Layout(
            one["name"],
            tuple(one["headings"]),
            one.get("encoding"),
            tuple((one.get("given") or {}).items()),
            tuple((one.get("columns") or {}).items()),
            one.get("who", ""),
            one.get("when", ""),
        )
        for one in listed
    ]


def save(name: str, meanings: Sequence[Meaning], hints: Hints, *, who: str, when: str) -> Layout:
    """Keeps what was said of a file with these columns, in place of a layout of the same name."""
    headings = {heading_key(part) for meaning in meanings for part in meaning.written.split(BETWEEN)} - {""}
    lasting = tuple((field, masked(value)) for field, value in hints.given if field not in PASSING)
    layout = Layout(masked(name), tuple(sorted(headings)), hints.encoding, lasting, hints.columns, masked(who), when)
    with store.locked():
        write([*(one for one in saved() if one.name != layout.name), layout])
    return layout


def forget(name: str) -> None:
    """Takes a layout away; files of that office are read as any other again."""
    with store.locked():
        write([one for one in saved() if one.name != name])


def write(layouts: Sequence[Layout]) -> None:
    listed = [asdict(one) | {"given": dict(one.given), "columns": dict(one.columns)} for one in layouts]
    store.replace_file(path(), json.dumps(listed, ensure_ascii=False, indent=2) + "\n")


def completed(hints: Hints, grids: Sequence[Grid]) -> tuple[Hints, list[Notice]]:
    """The hints with what the nearest saved layout adds, and the notice that names it; what is said now comes first."""
    known = saved()
    cells = {heading_key(cell) for grid in grids for row in grid.rows[:TOP] for cell in row} if known else set()
    fitting = [one for one in known if one.headings and set(one.headings) <= cells]
    if not fitting:
        return hints, []
    layout = max(fitting, key=lambda one: len(one.headings))
    given = tuple((dict(layout.given) | dict(hints.given)).items())
    columns = tuple((dict(layout.columns) | dict(hints.columns)).items())
    return Hints(hints.encoding or layout.encoding, given, columns, hints.words), [Notice("layout", None, layout.name)]


def has_layout(written: Sequence[str]) -> bool:
    """Whether a header row is of a saved layout."""
    keys = {heading_key(cell) for cell in written}
    return any(one.headings and set(one.headings) <= keys for one in saved())


def encodings() -> list[str]:
    """The encodings that offices were found to use."""
    return list(dict.fromkeys(one.encoding for one in saved() if one.encoding))
