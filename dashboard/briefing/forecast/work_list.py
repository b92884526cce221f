"""The work list: who does not make it at its pace and by how many a day, and apart from them who cannot be judged."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from dashboard import units
from dashboard.briefing.forecast import reminders
from dashboard.briefing.forecast.facts import ON_COURSE, TOO_LITTLE, Parts, TargetForecast
from dashboard.briefing.forecast.reminders import Reminded
from dashboard.database import Database
from dashboard.selection import Selection

# Why a unit stands apart, in the order in which it is looked for and listed.
NEVER, SILENT, HIDDEN, PASSED, TOO_FEW = APART = ("never", "silent", "hidden", "passed", "too_few")


@dataclass(frozen=True)
class Entry:
    """One unit on the list with its target, and when it was reminded. why: one of APART; empty where it is judged."""

    forecast: TargetForecast
    why: str
    reminded: Reminded | None


@dataclass(frozen=True)
class WorkList:
    """Those judged, who needs most more a day first, and those apart; how many are well, and have no such target.

    followed: all who were reminded. Who is on course since then has left the list, and belongs to what came of it.
    """

    short: tuple[Entry, ...]
    apart: tuple[Entry, ...]
    well: int
    without: int
    followed: tuple[Entry, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them."""
        return self.short + self.apart


def of_parts(database: Database, selection: Selection, parts: Parts, among: Collection[str] | None = None) -> WorkList:
    """The list of the parts of an area. among: codes to keep to."""
    reminded = reminders.of_units(database, selection, parts.inside)
    kept = [one for one in parts.forecasts if among is None or one.unit_code in among]
    without = [row for row in parts.without if among is None or row.unit_code in among]
    return replace(listed(kept, reminded), without=len(without))


def listed(forecasts: Collection[TargetForecast], reminded: Mapping[str, Reminded]) -> WorkList:
    """The list of some forecasts, one for each unit."""
    every = [Entry(one, why_apart(one), reminded.get(one.unit_code)) for one in forecasts]
    entries = [entry for entry in every if not _is_well(entry.forecast)]
    followed = sorted((entry for entry in every if entry.reminded), key=lambda entry: entry.forecast.unit_code)
    short = sorted((entry for entry in entries if not entry.why), key=_most_needed)
    apart = sorted((entry for entry in entries if entry.why), key=_most_silent)
    return WorkList(tuple(short), tuple(apart), len(forecasts) - len(entries), 0, tuple(followed))


def why_apart(one: TargetForecast) -> str:
    """Why a unit cannot be judged by its pace; empty where it can."""
    stand = one.stand
    if stand.state == "not_reported":
        return NEVER
    if stand.is_silent:
        return SILENT
    if stand.state == "suppressed":
        return HIDDEN
    if one.is_past:
        return PASSED
    return TOO_FEW if stand.gap is None or one.outlook.verdict == TOO_LITTLE else ""


def clusters(edition: str, codes: Collection[str], on: dt.date) -> dict[str, str]:
    """By code the names of the groups, such as clusters of officers, that some units belong to."""
    found = {group.group_code for code in codes for group in units.memberships(edition, code)}
    named = {code: units.find(edition, code, on).name for code in found}
    return dict(sorted(named.items(), key=lambda group: units.fold(group[1])))


def members(edition: str, groups: Collection[str]) -> set[str]:
    """The units of several groups."""
    return {member.unit_code for group in groups for member in units.members(edition, group)}


def _is_well(one: TargetForecast) -> bool:
    """Whether nothing is to be done: it has reached its target, or is on course by reports that are not old."""
    return one.is_reached or (one.outlook.verdict == ON_COURSE and not one.stand.is_silent)


def _most_needed(entry: Entry) -> tuple[int, float, str]:
    forecast = entry.forecast
    return -(forecast.stand.gap or 0), forecast.outlook.probability or 0.0, forecast.unit_code


def _most_silent(entry: Entry) -> tuple[int, dt.date, int, str]:
    stand = entry.forecast.stand
    return APART.index(entry.why), stand.reported_on or dt.date.min, -(stand.missing or 0), entry.forecast.unit_code
