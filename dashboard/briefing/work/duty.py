"""Duty beside the work: team-days and what each brought, the hours that are covered, and what mobile days brought."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard import queries
from dashboard.briefing.opened import Warehouse
from dashboard.briefing.work import teams
from dashboard.rows import DutyByDay, DutyByKind, DutyDividedByMonth, MobileByWeek, each_row, known_count
from dashboard.selection import Selection
from dashboard.statistics.resampled_weeks import range_of_mean

DAY_KINDS = ("ordinary", "weekend", "holiday")
# From 7:00 to 22:00.
MINUTES = 15 * 60
# Fewer weeks give no range that means anything.
FEWEST_WEEKS = 4


@dataclass(frozen=True)
class Group:
    """One kind of group: its team-days, and of the months with exports its team-days and what it counted in them.

    shared_hours, person_hours: how long groups, and people, were on duty in those months; None where no roster says it.
    """

    kind: str
    team_days: int
    shared_days: int
    count: int | None
    is_partial: bool
    shared_hours: float | None = None
    person_hours: float | None = None

    @property
    def a_day(self) -> float | None:
        """What a team-day brought, at least where small counts are withheld; None where nothing can be said."""
        return self._for_each(self.shared_days)

    @property
    def an_hour(self) -> float | None:
        """The same of an hour of a group."""
        return self._for_each(self.shared_hours)

    @property
    def a_person_hour(self) -> float | None:
        """The same of an hour of one person on duty."""
        return self._for_each(self.person_hours)

    def _for_each(self, parts: float | None) -> float | None:
        if self.count is None or not parts or (self.is_partial and not self.count):
            return None
        return self.count / parts


@dataclass(frozen=True)
class Covered:
    """The share of 7:00 to 22:00 with somebody on duty on a kind of day, of how many days of communes."""

    day_kind: str
    share: float
    unit_days: int


@dataclass(frozen=True)
class Mobile:
    """What a day with a mobile group brought, and days alike without one; and the range of the difference."""

    brought: float
    expected: float
    days: int
    weeks: int
    range: tuple[float, float] | None

    @property
    def difference(self) -> float:
        return self.brought - self.expected


@dataclass(frozen=True)
class Duty:
    """What rosters tell of a unit in some months."""

    groups: tuple[Group, ...]
    covered: tuple[Covered, ...]
    communes: int
    mobile: Mobile | None
    first: dt.date
    last: dt.date

    @property
    def share_covered(self) -> float | None:
        days = sum(one.unit_days for one in self.covered)
        return sum(one.share * one.unit_days for one in self.covered) / days if days else None


def of_unit(warehouse: Warehouse, selection: Selection, span: str) -> Duty | None:
    """None where no roster speaks of the unit in these months."""
    database, days = warehouse.database, teams.months(warehouse, selection, span)
    edition, unit, stage = selection.edition, selection.unit, selection.stage
    kinds = queries.duty_by_kind(database, edition=edition, unit=unit, days=days, stage=stage)
    rows = list(each_row(kinds, DutyByKind))
    if not rows:
        return None
    hours = list(each_row(queries.duty_by_day(database, edition=edition, unit=unit, days=days), DutyByDay))
    mobile = queries.mobile_by_week(database, edition=edition, unit=unit, days=days, stage=stage)
    weeks = list(each_row(mobile, MobileByWeek))
    return Duty(
        tuple(sorted(map(_group, rows), key=lambda group: -group.team_days)),
        tuple(_covered(row) for kind in DAY_KINDS for row in hours if row.day_kind == kind),
        max((int(row.units) for row in hours), default=0),
        _mobile(weeks),
        min(row.first_day for row in rows).date(),
        max(row.last_day for row in rows).date(),
    )


def divided(warehouse: Warehouse, selection: Selection, span: str) -> int:
    """How many divided units with a roster the unit has a part of, in the month with most; nothing of them counts."""
    days = teams.months(warehouse, selection, span)
    table = queries.duty_divided_by_month(warehouse.database, edition=selection.edition, unit=selection.unit, days=days)
    return max((int(row.units) for row in each_row(table, DutyDividedByMonth)), default=0)


def _group(row: DutyByKind) -> Group:
    shared = 0 if pd.isna(row.shared_days) else int(row.shared_days)
    hours, people = (None if pd.isna(minutes) else minutes / 60 for minutes in (row.shared_minutes, row.person_minutes))
    counted = known_count(row.counted)
    return Group(row.team_kind, int(row.team_days), shared, counted, bool(row.is_partial), hours, people)


def _covered(row: DutyByDay) -> Covered:
    return Covered(row.day_kind, row.minutes / (row.unit_days * MINUTES), int(row.unit_days))


def _mobile(weeks: list[MobileByWeek]) -> Mobile | None:
    if not weeks:
        return None
    days = np.array([week.days for week in weeks], dtype=float)
    more = np.array([week.counted - week.expected for week in weeks], dtype=float)
    bounds = range_of_mean(more, days) if len(weeks) >= FEWEST_WEEKS else None
    brought, expected = (sum(each) / days.sum() for each in zip(*((w.counted, w.expected) for w in weeks), strict=True))
    return Mobile(float(brought), float(expected), int(days.sum()), len(weeks), bounds)
