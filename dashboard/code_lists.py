"""The lists that an office may extend without code: reasons for non-activation, and indicators.

A list is a small table of `data/`; an office's own, in the same columns, lies under the same name in the data folder.
It adds entries, and spellings to those that are there: an entry that is carried keeps its meaning.
"""

import csv
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard import settings

# The field of an export whose values a list holds, and the list's file.
FILES = {"reason": "reasons.csv", "indicator": "indicators.csv"}
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
DIRECTIONS = ("up", "down")


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


def _listed(path: Path) -> tuple[Entry, ...]:
    stamp = settings.stamp(path)
    return _read(path, stamp) if stamp else ()


@lru_cache(maxsize=16)
def _read(path: Path, stamp: tuple[int, int, int]) -> tuple[Entry, ...]:
    """The entries of a file in its present state; a line without a key or without words is none."""
    field = next(field for field, file in FILES.items() if file == path.name)
    content = path.read_bytes().decode("utf-8-sig", errors="replace")
    reader = csv.DictReader(io.StringIO(content))
    columns = reader.fieldnames or ()
    rows = ({name: (row[name] or "").strip() for name in columns} for row in reader)
    return tuple(_entry(row, field) for row in rows if KEY.fullmatch(row.get(field, "")) and row.get("vi"))


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
