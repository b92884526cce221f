"""The lists that an office may extend without code: reasons for non-activation, and indicators.

A list is a small table of `data/`; an office's own, in the same columns, lies under the same name in the data folder.
It adds entries, and spellings to those that are there: an entry that is carried keeps its meaning. A line of it that
cannot be read is a `Fault`, which commands and the server's start tell; the other lines count.
"""

import csv
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dashboard import settings

# The field of an export whose values a list holds, and the list's file.
FILES = {"reason": "reasons.csv", "indicator": "indicators.csv"}
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
DIRECTIONS = ("up", "down")
BASES = ("", "eligible")
COLUMNS = {
    "reason": ("reason", "vi", "en", "spellings"),
    "indicator": ("indicator", "vi", "en", "direction", "base", "base_vi", "base_en", "spellings"),
}
# What is wrong with a line: each is a key of the words under [code_list].
REASONS = ("unreadable", "columns", "key", "key_twice", "words", "direction", "base")
# Such a line is an entry all the same, as if it did not say this.
KEPT = ("direction", "base")
# What stands in the place of a letter that is not UTF-8.
UNREADABLE = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Entry:
    """One entry: its key, its words in both languages, and how offices write it.

    Of an indicator, whether more or less of it is better, and the words of what it is divided by; ``base`` names the
    population base that it is divided by where a file gives no denominator.
    """

    key: str
    vi: str
    en: str
    spellings: tuple[str, ...] = ()
    direction: str = "up"
    base: str = ""
    base_vi: str = ""
    base_en: str = ""

    def words(self, language: str) -> str:
        return self.vi if language == "vi" else self.en

    def base_words(self, language: str) -> str:
        return self.base_vi if language == "vi" else self.base_en


class Fault(NamedTuple):
    """What is wrong in a line of an office's list: its file, row and column, the cell as it was written, and why."""

    file: str
    row: int
    column: str
    value: str
    reason: str


class _Read(NamedTuple):
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]


def carried(field: str) -> Path:
    """The list that the product carries."""
    return settings.DATA / FILES[field]


def own(field: str) -> Path:
    """The office's own list, whether there is one or not."""
    return settings.data_folder() / FILES[field]


def entries(field: str) -> dict[str, Entry]:
    """All entries by their keys: those carried first, then the office's own."""
    found: dict[str, Entry] = {}
    for entry in (*_listed(carried(field)), *_listed(own(field))):
        found.setdefault(entry.key, entry)
    return found


def state(field: str) -> tuple[object, ...]:
    """What changes whenever one of the files of a list does; the same for all data folders without one."""
    return tuple(path.exists() and (path, settings.stamp(path)) for path in (carried(field), own(field)))


def name(field: str, key: str, language: str) -> str:
    """An entry's words; one that is in no list any more bears its key."""
    entry = entries(field).get(key)
    return entry.words(language) if entry else key


def spellings(field: str, path: Path) -> list[tuple[str, str, str]]:
    """Field, key and word, for each word that a cell may hold, as the vocabulary has them."""
    return [
        (field, entry.key, word)
        for entry in _listed(path)
        for word in dict.fromkeys((entry.key, entry.vi, entry.en, *entry.spellings))
    ]


def faults() -> tuple[Fault, ...]:
    """What is wrong in the office's own lists."""
    return tuple(fault for field in FILES for fault in _found(own(field)).faults)


def _listed(path: Path) -> tuple[Entry, ...]:
    return _found(path).entries


def _found(path: Path) -> _Read:
    stamp = settings.stamp(path)
    return _read(path, stamp) if stamp else _Read((), ())


@lru_cache(maxsize=16)
def _read(path: Path, stamp: tuple[int, int, int]) -> _Read:
    """The entries of a file in its present state, and what is wrong with its other lines."""
    field = next(field for field, file in FILES.items() if file == path.name)
    content = path.read_bytes().decode("utf-8-sig", errors="replace")
    # A spreadsheet set to Vietnamese writes semicolons.
    delimiter = ";" if ";" in content.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(content, newline=""), delimiter=delimiter)
    found: dict[str, Entry] = {}
    faults: list[Fault] = []

    def tell(row: int, column: str, value: str, reason: str) -> None:
        faults.append(Fault(path.name, row, column, value, reason))

    try:
        columns = reader.fieldnames or ()
        lacking = [name for name in (field, "vi") if name not in columns]
        for name in (*lacking, *(name for name in columns if name not in COLUMNS[field])):
            tell(1, name, "", "columns")
        for line in () if lacking else reader:
            row = {name: (line.get(name) or "").strip() for name in COLUMNS[field]}
            if not any(row.values()):
                continue
            wrong = _wrong(row, field, found)
            if wrong is not None:
                tell(reader.line_num, wrong[0], row[wrong[0]], wrong[1])
            if wrong is None or wrong[1] in KEPT:
                found[row[field]] = _entry(row, field)
    except csv.Error:
        tell(reader.line_num + 1, "", "", "unreadable")
    return _Read(tuple(found.values()), tuple(faults))


def _wrong(row: dict[str, str], field: str, found: dict[str, Entry]) -> tuple[str, str] | None:
    """The column that is wrong in a line, and why; None where nothing is."""
    if damaged := [name for name, value in row.items() if UNREADABLE in value]:
        return damaged[0], "unreadable"
    if not KEY.fullmatch(row[field]):
        return field, "key"
    if row[field] in found:
        return field, "key_twice"
    if not row["vi"]:
        return "vi", "words"
    if row.get("direction", "") not in ("", *DIRECTIONS):
        return "direction", "direction"
    if row.get("base", "") not in BASES:
        return "base", "base"
    return None


def _entry(row: dict[str, str], field: str) -> Entry:
    direction = row.get("direction", "")
    return Entry(
        row[field],
        row["vi"],
        row.get("en") or row["vi"],
        tuple(word.strip() for word in row.get("spellings", "").split("|") if word.strip()),
        direction if direction in DIRECTIONS else DIRECTIONS[0],
        row.get("base", ""),
        row.get("base_vi", ""),
        row.get("base_en") or row.get("base_vi", ""),
    )
