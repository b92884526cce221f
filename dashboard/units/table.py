"""Administrative units of both editions, and named groups of them: look-up, what holds what, names by date."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from dashboard.folding import fold
from dashboard.units import files

if TYPE_CHECKING:
    import pandas as pd

NATION = "VN"
GRAINS = ("nation", "province", "district", "commune")
EDITIONS = ("2024", "2025")
# The reform day: districts abolished, 10,035 communes became 3,321.
REFORM_DAY = dt.date(2025, 7, 1)
REFORM_EVE = REFORM_DAY - dt.timedelta(days=1)
GROUP = "group"
BEFORE, AFTER = dt.date.min, dt.date.max
Key = tuple[str, str]


@dataclass(frozen=True)
class Unit:
    """One unit of one edition; parent_code is empty for the nation.

    A group of units has the kind "group", and its grouping's name as grain. ``through`` is the name of another edition
    or of other days by which a search found the unit.
    """

    edition: str
    unit_code: str
    grain: str
    name: str
    full_name: str
    parent_code: str
    name_folded: str
    kind: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    through: str = ""

    @property
    def has_ended(self) -> bool:
        """Whether it ended while its edition went on."""
        last = REFORM_EVE if self.edition == "2024" else None
        return self.valid_to is not None and self.valid_to != last

    def existed(self, day: dt.date) -> bool:
        """Whether it existed on a day, or, on a day of the other edition, on the nearest of its own."""
        return (self.valid_from or BEFORE) <= nearest_day(self.edition, day) <= (self.valid_to or AFTER)


def nearest_day(edition: str, day: dt.date) -> dt.date:
    """The day itself where the edition was in force on it, else its first or last one."""
    return max(day, REFORM_DAY) if edition == "2025" else min(day, REFORM_EVE)


@lru_cache(maxsize=1)
def load() -> "pd.DataFrame":
    """The carried units: one row per (edition, unit_code), as in data/units.csv plus name_folded; empty is NA."""
    # A command that looks up one name does without pandas.
    import pandas as pd

    types = {"edition": str, "unit_code": str, "parent_code": str}
    table = pd.read_csv(files.FILE, dtype=types, keep_default_na=True)
    return table.assign(name_folded=table["full_name"].map(fold))


@dataclass(frozen=True)
class Register:
    """All units and groups by their keys, those right below each in the order of the tables, and former names."""

    units: dict[Key, Unit]
    below: dict[Key, list[Unit]]
    versions: dict[Key, tuple[tuple[dt.date, Unit], ...]]

    def called(self, unit: Unit, on: dt.date | None) -> Unit:
        """The unit under the name it had on a day, or has now; before its first name is known to hold, under that."""
        named = self.versions.get((unit.edition, unit.unit_code))
        if on is None or named is None:
            return unit
        return next(version for day, version in reversed(named) if day <= on)


def register() -> Register:
    """The units as carried, and as an operator's resolutions and groupings changed them."""
    return _register(files.stamps())


@lru_cache(maxsize=4)
def _register(_: object) -> Register:
    known = {(row["edition"], row["unit_code"]): _unit(row) for row in files.rows(files.FILE.name, files.ENDED)}
    versions = _versions(known)
    known |= {key: named[-1][1] for key, named in versions.items()}
    below: dict[Key, list[Unit]] = defaultdict(list)
    for unit in known.values():
        below[unit.edition, unit.parent_code].append(unit)
    for row in files.rows(files.GROUPINGS):
        key = row["edition"], row["group_code"]
        known.setdefault(key, _group(row))
        if row["unit_code"]:
            below[key].append(known[row["edition"], row["unit_code"]])
    return Register(known, below, versions)


def _versions(known: dict[Key, Unit]) -> dict[Key, tuple[tuple[dt.date, Unit], ...]]:
    """Each unit that was ever called otherwise: from which day it had which name; the table has its first one."""
    found: dict[Key, dict[dt.date, Unit]] = {}
    for row in files.rows(files.CHANGES):
        unit = known[row["edition"], row["unit_code"]]
        day = dt.date.fromisoformat(row["effective_on"]) if row["effective_on"] else BEFORE
        called = replace(
            unit, kind=row["kind"], name=row["name"], full_name=row["full_name"], name_folded=fold(row["full_name"])
        )
        found.setdefault((unit.edition, unit.unit_code), {BEFORE: unit})[day] = called
    return {key: tuple(sorted(named.items())) for key, named in found.items()}


def _unit(row: files.Row) -> Unit:
    names = {name: row[name] for name in ("edition", "unit_code", "grain", "name", "full_name", "parent_code", "kind")}
    first, last = (dt.date.fromisoformat(row[name]) if row[name] else None for name in ("valid_from", "valid_to"))
    return Unit(**names, name_folded=fold(row["full_name"]), valid_from=first, valid_to=last)


def _group(row: files.Row) -> Unit:
    first = REFORM_DAY if row["edition"] == "2025" else None
    last = REFORM_EVE if row["edition"] == "2024" else None
    names = {name: row[name] for name in ("edition", "name", "full_name", "parent_code")}
    return Unit(
        **names, unit_code=row["group_code"], grain=row["grouping"], kind=GROUP, name_folded=fold(row["full_name"]),
        valid_from=first, valid_to=last,
    )  # fmt: skip
