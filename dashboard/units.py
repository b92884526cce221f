"""Administrative units of both editions: look-up, lineage, and a search that needs no marks."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard import settings
from dashboard.folding import fold as fold

FILE = settings.DATA / "units.csv"
NATION = "VN"
GRAINS = ("nation", "province", "district", "commune")
EDITIONS = ("2024", "2025")
NUMBER = re.compile(r"\d+")
# The reform day: districts abolished, 10,035 communes became 3,321.
FIRST_DAY_OF_2025 = dt.date(2025, 7, 1)


@dataclass(frozen=True)
class Unit:
    """One unit of one edition; parent_code is empty for the nation."""

    edition: str
    unit_code: str
    grain: str
    name: str
    full_name: str
    parent_code: str
    name_folded: str


@lru_cache(maxsize=1)
def load() -> pd.DataFrame:
    """All units: one row per (edition, unit_code), columns as in data/units.csv plus name_folded; empty is NA."""
    table = pd.read_csv(FILE, dtype={"edition": str, "unit_code": str, "parent_code": str}, keep_default_na=True)
    return table.assign(name_folded=table["full_name"].map(fold))


@lru_cache(maxsize=1)
def _index() -> dict[tuple[str, str], Unit]:
    names = ["edition", "unit_code", "grain", "name", "full_name", "parent_code", "name_folded"]
    rows = load()[names].fillna("").itertuples(index=False, name=None)
    return {(row[0], row[1]): Unit(*row) for row in rows}


def exists(edition: str, unit_code: str) -> bool:
    """Whether the edition has a unit of this code."""
    return (edition, unit_code) in _index()


def find(edition: str, unit_code: str) -> Unit:
    """One unit. Raises KeyError when the edition has no such code."""
    return _index()[edition, unit_code]


def lineage(edition: str, unit_code: str) -> list[Unit]:
    """The unit and those above it, the nation first."""
    unit = find(edition, unit_code)
    above = lineage(edition, unit.parent_code) if unit.parent_code else []
    return [*above, unit]


def grain_below(edition: str, unit_code: str) -> str:
    """The grain that a unit divides into: a province has districts in 2024 and communes in 2025."""
    grain = find(edition, unit_code).grain
    if grain == "province" and edition == "2025":
        return "commune"
    return GRAINS[min(GRAINS.index(grain) + 1, len(GRAINS) - 1)]


def holder(edition: str, unit_code: str) -> Unit:
    """The unit itself, or the one above where it is a commune: the area whose map shows it."""
    unit = find(edition, unit_code)
    return find(edition, unit.parent_code) if unit.grain == "commune" else unit


def search(words: str, edition: str, near: str = NATION, limit: int = 8) -> list[Unit]:
    """Units whose name, with the names of the units above, holds every word, marks or not, in any order.

    At least one word must be the unit's own. Exact names come first, among them those with the words in their order and
    with the marks that were given ("Tân Thạnh" before "Tân Thành"), then units within `near`, then larger ones.
    """
    wanted = fold(words).split()
    if not wanted:
        return []
    given = unicodedata.normalize("NFC", " ".join(words.lower().split()))
    hits = [unit for unit in _index().values() if unit.edition == edition and _matches(unit, wanted)]
    inside = {unit: near in [above.unit_code for above in lineage(edition, unit.unit_code)] for unit in hits}

    def preference(unit: Unit) -> tuple[object, ...]:
        exact = sum(word in unit.name_folded.split() for word in wanted)
        likeness = -exact, " ".join(wanted) not in unit.name_folded, given not in unit.full_name.lower()
        return *likeness, not inside[unit], GRAINS.index(unit.grain), _numbers_padded(unit.name_folded), unit.unit_code

    return sorted(hits, key=preference)[:limit]


def _numbers_padded(name: str) -> str:
    """Phường 2 before Phường 10, as in queries/build/unit.sql."""
    return NUMBER.sub(lambda found: found[0].zfill(4), name)


def _matches(unit: Unit, wanted: list[str]) -> bool:
    if not any(word in unit.name_folded for word in wanted):
        return False
    own = [word for word in wanted if any(part.startswith(word) for part in unit.name_folded.split())]
    missing = set(wanted) - set(own)
    return bool(own) and (not missing or missing <= _words_above(unit.edition, unit.unit_code))


def _words_above(edition: str, unit_code: str) -> set[str]:
    return {word for above in lineage(edition, unit_code)[:-1] for word in above.name_folded.split()}


def children(edition: str, unit_code: str) -> list[Unit]:
    """The units directly below, in the order of the table."""
    return [unit for unit in _index().values() if unit.edition == edition and unit.parent_code == unit_code]
