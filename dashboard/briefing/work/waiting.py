"""How long dossiers wait, in a unit and in each of its parts, where detailed exports tell it."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from dashboard import queries, units
from dashboard.briefing.work.pipeline import ACTIVATION, APPROVAL
from dashboard.database import Database
from dashboard.rows import WaitingByArea, each_row, known_count
from dashboard.selection import Selection

STEPS = (APPROVAL, ACTIVATION)


class Days(NamedTuple):
    """A number of days, None where nobody is counted; whether it may be more, and whether it is hidden for few."""

    days: int | None
    is_least: bool
    is_few: bool


@dataclass(frozen=True)
class Step:
    """How long half and nine tenths have waited of those that wait before a stage, and of those that came to it."""

    age_half: Days
    age_most: Days
    wait_half: Days
    wait_most: Days


@dataclass(frozen=True)
class Place:
    """A unit with its steps, and of how many of its communes they are."""

    unit_code: str
    unit_name: str
    steps: dict[str, Step]
    units: int
    communes: int | None

    @property
    def is_known(self) -> bool:
        """Whether any days may be shown."""
        return any(days.days is not None for step in self.steps.values() for days in _all(step))


@dataclass(frozen=True)
class Waiting:
    """The month of the exports, the day on which those that wait are looked at, the unit itself and its parts."""

    month: dt.date
    ended_on: dt.date
    whole: Place | None
    parts: tuple[Place, ...]

    @property
    def is_least(self) -> bool:
        every = (*self.parts, *((self.whole,) if self.whole else ()))
        return any(days.is_least and days.days is not None for p in every for s in p.steps.values() for days in _all(s))


def of_unit(database: Database, selection: Selection, grain: str) -> Waiting | None:
    """None where no export tells of two stages of the unit by this day."""
    parent = units.holder(selection.edition, selection.unit).unit_code
    own = units.find(selection.edition, selection.unit).grain
    of_own, of_parts = (_rows(database, selection, *asked) for asked in ((selection.unit, own), (parent, grain)))
    if not of_own:
        return None
    month = of_own[0].month
    # Of a commune those beside it may have exports of a later month: each is compared in the same one, or not at all.
    places = _places([row for row in of_parts if row.month == month])
    whole = next((place for place in _places(of_own) if place.unit_code == selection.unit), None)
    return Waiting(month.date(), max(row.ended_on for row in of_own).date(), whole, places)


def _rows(database: Database, selection: Selection, parent: str, grain: str) -> list[WaitingByArea]:
    table = queries.waiting_by_area(
        database,
        edition=selection.edition,
        as_of=selection.as_of,
        parent=parent,
        grain=grain,
        level=selection.level,
    )
    return list(each_row(table, WaitingByArea))


def _places(rows: list[WaitingByArea]) -> tuple[Place, ...]:
    """In the order of those that wait longest for activation, then for approval."""
    by_unit: dict[str, list[WaitingByArea]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit_code].append(row)
    places = [
        Place(
            code,
            found[0].unit_name,
            {row.step: _step(row) for row in found},
            max(int(row.units) for row in found),
            None if pd.isna(found[0].communes) else int(found[0].communes),
        )
        for code, found in by_unit.items()
    ]
    return tuple(sorted(places, key=lambda place: [-_age(place, step) for step in (ACTIVATION, APPROVAL)]))


def _age(place: Place, step: str) -> int:
    found = place.steps.get(step)
    return -1 if found is None or found.age_half.days is None else found.age_half.days


def _step(row: WaitingByArea) -> Step:
    ages, waits = bool(row.is_age_few), bool(row.is_wait_few)
    return Step(
        _days(row.age_half, row.is_age_half_least, ages),
        _days(row.age_most, row.is_age_most_least, ages),
        _days(row.wait_half, row.is_wait_half_least, waits),
        _days(row.wait_most, row.is_wait_most_least, waits),
    )


def _days(number: float, is_least: object, is_few: bool) -> Days:
    """At least 0 days says nothing: not known."""
    days = known_count(number)
    return Days(None if is_least and days == 0 else days, bool(is_least), is_few)


def _all(step: Step) -> tuple[Days, ...]:
    return step.age_half, step.age_most, step.wait_half, step.wait_most
