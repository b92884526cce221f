"""Describes a unit of other dates than a row's: until or from when it existed, and what takes its place on that day."""

import datetime as dt
from dataclasses import dataclass

from dashboard.exports.results import UnitOfOtherDates
from dashboard.importer.matching.groups import groups_of
from dashboard.importer.staging import Staging, once_for_units

REASON = "unit_existed_at_that_date"
# Of several units of one name, so many are described.
DESCRIBED = 3
DAY = dt.timedelta(days=1)
Key = tuple[str, str]


@dataclass(frozen=True)
class Version:
    """A unit under one of its names, and the days of that name."""

    code: str
    full_name: str
    above: str | None
    since: dt.date
    until: dt.date

    @property
    def named(self) -> str:
        """The name with the code that a sender may write instead."""
        return f"{self.full_name} ({self.code})"


class UnitHistory:
    """What became of units and what they were made of."""

    def __init__(self, staging: Staging) -> None:
        self._groups = groups_of(staging)
        self._versions: dict[Key, list[Version]] = {}
        for edition, code, name, above, since, until in staging.ask("unit_version"):
            version = Version(code, name, above, since or dt.date.min, until or dt.date.max)
            self._versions.setdefault((edition, code), []).append(version)
        # By each unit those that took over from it, and those that it took over from.
        self._after: dict[Key, list[Key]] = {}
        self._before: dict[Key, list[Key]] = {}
        for old_edition, old, new_edition, new in staging.ask("successor"):
            self._after.setdefault((old_edition, old), []).append((new_edition, new))
            self._before.setdefault((new_edition, new), []).append((old_edition, old))

    def described(self, detail: str, day: dt.date | None) -> tuple[UnitOfOtherDates, ...]:
        """The units that a problem's detail names ("2024 32069 Xã Tân Bằng; …"), as seen from the row's day."""
        found = []
        for named in detail.split("; ")[:DESCRIBED]:
            edition, code, name = named.split(" ", 2)
            versions = self._versions[edition, code]
            meant = [version for version in versions if version.full_name == name] or versions
            found.append(self._seen((edition, code), meant[-1], day or dt.date.max))
        return tuple(found)

    def _seen(self, key: Key, version: Version, day: dt.date) -> UnitOfOtherDates:
        unit = f"{version.full_name} ({version.above})" if version.above else version.full_name
        is_over = version.until < day
        there = self._of_day(key, day) or self._in_place(key, day, is_over)
        others = tuple(dict.fromkeys(one.named for one in there))
        if not is_over:
            last = min([version.since - DAY, *(one.until for one in there)])
            return UnitOfOtherDates("made_of" if others else "began", unit, last, version.since, others)
        first = max([version.until + DAY, *(one.since for one in there)])
        if others:
            return UnitOfOtherDates("became" if len(others) == 1 else "divided", unit, version.until, first, others)
        # A district has no successor; the communes of its area are the group of its old code.
        area = tuple(self._versions["2025", code][-1].named for code in self._groups.members("2025", key[1]))
        return UnitOfOtherDates("dissolved" if area else "ended", unit, version.until, first, area)

    def _of_day(self, key: Key, day: dt.date) -> list[Version]:
        """The unit under its name of the day, if it existed then."""
        return [version for version in self._versions.get(key, []) if version.since <= day <= version.until][-1:]

    def _in_place(self, key: Key, day: dt.date, is_over: bool) -> list[Version]:
        """Those that took over from a unit, or that it was made of, as far as they existed on the day."""
        near = (self._after if is_over else self._before).get(key, [])
        return [version for one in near for version in self._of_day(one, day) or self._in_place(one, day, is_over)]


# Read when a row first needs it: few exports name units of other days.
history_of = once_for_units(UnitHistory)
