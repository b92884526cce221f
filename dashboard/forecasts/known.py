"""What the figures know of one province's units, as the arrays of a forecast."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from dashboard import queries
from dashboard.database import Database
from dashboard.forecasts.curves import BEYOND
from dashboard.forecasts.history import Flags, Floats, History, Ints, Reports, Revisions, carried
from dashboard.forecasts.standing import Standing, standing_at
from dashboard.forecasts.sums import Luck, luck_of
from dashboard.forecasts.targets import Aims
from dashboard.rows import ChangeByReport, ContributorByArea, each_row
from dashboard.statistics.day_weights import day_weights

TET = "Lunar"


@dataclass(frozen=True)
class Measured:
    """What is forecast: counts of one level and stage."""

    edition: str
    level: str
    stage: str


@dataclass(frozen=True)
class Period:
    """The days that are looked at."""

    first: dt.date
    last: dt.date

    def index(self, day: dt.date) -> int:
        """A day as the arrays count it."""
        return (day - self.first).days


@dataclass(frozen=True)
class Eligible:
    """The people who are eligible: unit, first and last day, and how many, one a row."""

    unit: Ints
    first: Ints
    last: Ints
    people: Floats


@dataclass(frozen=True)
class Aimed:
    """How the targets that had begun lie on a province's units: unit (target,), -1 where it is none that reports
    itself; deadline and goal: (unit,) the last and the highest; area (row,): the targets of areas that are made of
    units, with member (row, unit) and what these had been counted together (row, day), as if nothing were corrected."""

    unit: Ints
    deadline: Ints
    goal: Floats
    area: Ints
    member: Flags
    together: Floats


@dataclass(frozen=True)
class Told:
    """What a province's units reported: counts (unit, day), the first accepted ones, and their corrections; and who is
    eligible there."""

    counts: Floats
    revisions: Revisions
    eligible: Eligible


class Known:
    """One province: what its units reported, what its areas are made of, and how its targets lie on them.

    Its reports are asked for when they are needed: of one that stayed as it was they are not. weights: how busy days
    are, which are those of the period and beyond.
    """

    def __init__(
        self,
        province: str,
        rows: dict[str, int],
        areas: dict[str, list[int]],
        days: tuple[Period, Floats],
        ask: Callable[[], Told],
    ) -> None:
        self.province, self.rows, self.areas, self.ask = province, rows, areas, ask
        self.days = days
        self._aimed: dict[Aims, Aimed] = {}
        self._asked: dict[tuple[int, Aims], tuple[History, Standing]] = {}

    @cached_property
    def _told(self) -> Told:
        return self.ask()

    @cached_property
    def reports(self) -> Reports:
        """What its units reported on the days of the period."""
        period, weights = self.days
        counts, last = self._told.counts, period.index(period.last)
        # As it was told once, it may end on an earlier day, after which nobody reported.
        more = np.full((len(counts), max(last + 1 - counts.shape[1], 0)), np.nan)
        return Reports(period.first, np.hstack([counts[:, : last + 1], more]), self._told.revisions, weights)

    @cached_property
    def luck(self) -> Luck:
        """The luck of its units."""
        return luck_of(self.province, self.rows)

    def aimed(self, aims: Aims) -> Aimed:
        """Worked out once for each set of targets."""
        if aims not in self._aimed:
            unit = np.array([self.rows.get(code, -1) for code in aims.unit_code], dtype=np.int64)
            own = unit >= 0
            deadline, goal = np.full(len(self.rows), -1, dtype=np.int64), np.full(len(self.rows), np.nan)
            np.maximum.at(deadline, unit[own], aims.deadline[own])
            np.fmax.at(goal, unit[own], aims.value[own])
            is_area = np.array([code in self.areas for code in aims.unit_code], dtype=bool)
            area = np.flatnonzero(is_area & ~own)
            member = np.zeros((len(area), len(self.rows)), dtype=bool)
            for row, code in enumerate(aims.unit_code[area]):
                member[row, self.areas[code]] = True
            self._aimed[aims] = Aimed(unit, deadline, goal, area, member, member @ self.reports.carried)
        return self._aimed[aims]

    def together(self, cut: int, aims: Aims) -> Floats:
        """(row, day up to the cut): what the areas were known to have been counted at the end of a day."""
        aimed = self.aimed(aims)
        found = aimed.together[:, : cut + 1]
        units, counts = self.reports.corrected(cut)
        more = carried(counts) - self.reports.carried[units, : cut + 1]
        return found + aimed.member[:, units] @ more if len(units) else found

    def asked(self, cut: int, aims: Aims) -> tuple[History, Standing]:
        """The history with the people of a day and the targets that had begun, and where its units stood then."""
        found = self._asked.get((cut, aims))
        if found is None:
            count, aimed, known = len(self.rows), self.aimed(aims), self._told.eligible
            eligible = np.full(count, np.nan)
            holds = (known.first <= cut) & (cut <= known.last)
            eligible[known.unit[holds]] = known.people[holds]
            province = np.zeros(count, dtype=np.int64)
            history = History(self.reports, eligible, province, aimed.deadline, aimed.goal)
            found = self._asked[cut, aims] = history, standing_at(history, cut)
        return found

    def forget_days(self) -> None:
        """Lets go of what was worked out for single days."""
        self._asked.clear()

    def digest(self, cut: int, aims: Aims) -> str:
        """Of all that forecasts of a day hang on: what was known at its end, for these targets."""
        reports, eligible = self.reports, self._told.eligible
        units, counts = reports.corrected(cut)
        holds = (eligible.first <= cut) & (cut <= eligible.last)
        digest = hashlib.sha256(f"{self._composed} {aims.digest} {cut} {reports.first} {units.tolist()} ".encode())
        known = (reports.counts[:, : cut + 1], counts, reports.weights, eligible.unit[holds], eligible.people[holds])
        for array in known:
            digest.update(f"{array.shape} ".encode() + array.tobytes())
        return digest.hexdigest()

    @cached_property
    def _composed(self) -> str:
        return hashlib.sha256(f"{self.province} {self.rows} {self.areas}".encode()).hexdigest()


def provinces(database: Database, asked: Measured, parent: str, period: Period, furthest: dt.date) -> Iterator[Known]:
    """Each province within a parent, or the one that the parent is. furthest: the last deadline."""
    pairs = queries.contributor_by_area(database, edition=asked.edition, parent=parent, level=asked.level)
    weights = weights_of(database, period.first, furthest + dt.timedelta(days=BEYOND + 2))
    for code, some in pairs.groupby("province_code"):
        yield known_of(database, asked, str(code), period, (some, weights))


def known_of(
    database: Database, asked: Measured, province: str, period: Period, given: tuple[pd.DataFrame, Floats]
) -> Known:
    """One province. given: the areas with the units that each is made of, and how busy days are."""
    pairs, weights = given
    rows = {code: row for row, code in enumerate(sorted(set(pairs["unit_code"])))}
    within = {"edition": asked.edition, "parent": province}
    measured = {**within, "as_of": period.last, "level": asked.level, "stage": asked.stage}

    def ask() -> Told:
        reports = queries.report_by_unit(database, **measured)  # type: ignore[arg-type]
        changes = queries.change_by_report(database, **measured)  # type: ignore[arg-type]
        counts = _laid_out(reports, rows, period)
        revisions = _revised(counts, changes[changes["unit_code"].isin(rows)], rows, period.first)
        eligible = queries.eligible_by_unit(database, **within).dropna()
        eligible = eligible[eligible["unit_code"].isin(rows)]
        people = Eligible(
            eligible["unit_code"].map(rows).to_numpy(dtype=np.int64),
            indices(eligible["first_day"], period.first),
            indices(eligible["last_day"], period.first),
            eligible["eligible"].to_numpy(dtype=float),
        )
        return Told(counts, revisions, people)

    return Known(province, rows, _areas(pairs, rows), (period, weights), ask)


def _areas(pairs: pd.DataFrame, rows: dict[str, int]) -> dict[str, list[int]]:
    found = defaultdict[str, list[int]](list)
    for pair in each_row(pairs, ContributorByArea):
        found[pair.area_code].append(rows[pair.unit_code])
    return found


def weights_of(database: Database, first: dt.date, until: dt.date) -> Floats:
    """How busy the days from the first to the last usually are."""
    days = pd.date_range(first, until, freq="D")
    named = queries.holiday_by_date(database, days=(first, until))
    worked = named["is_worked"].to_numpy(dtype=bool)
    is_tet = named["name_en"].str.contains(TET).to_numpy(dtype=bool)
    among = [days.isin(named["date"][kind]) for kind in (~worked, is_tet, worked)]
    return day_weights(days.day_of_week.to_numpy().astype(np.int64), *among)


def _laid_out(reports: pd.DataFrame, rows: dict[str, int], period: Period) -> Floats:
    counts = np.full((len(rows), period.index(period.last) + 1), np.nan)
    row = reports["unit_code"].map(rows).to_numpy(dtype=float)
    day = indices(reports["date"], period.first)
    here = ~np.isnan(row) & (day >= 0)
    counts[row[here].astype(np.int64), day[here]] = reports["counted"].to_numpy()[here]
    return counts


def _revised(counts: Floats, changes: pd.DataFrame, rows: dict[str, int], first: dt.date) -> Revisions:
    """Puts the first accepted values into the counts, and says when corrections changed them.

    A figure of both levels together may be the sum of reports by level: each change moves it by as much. What a
    later report changed without being marked as a correction stays as it was first accepted.
    """
    added: list[tuple[int, int, int, float]] = []
    steps = defaultdict[tuple[int, int], list[ChangeByReport]](list)
    for change in each_row(changes, ChangeByReport):
        steps[rows[change.unit_code], (change.date.date() - first).days].append(change)
    for (row, day), changed in steps.items():
        if day < 0 or np.isnan(counts[row, day]):
            continue
        counts[row, day] -= sum(change.count_after - change.count_before for change in changed)
        known = float(counts[row, day])
        for change in changed:
            if change.is_correction:
                known += change.count_after - change.count_before
                added.append((row, day, max((change.changed_on.date() - first).days, day), known))
    added.sort(key=lambda each: each[2])
    if not added:
        return Revisions()
    units, days, arrivals, counted = (np.array(each) for each in zip(*added, strict=True))
    return Revisions(units, days, arrivals, counted.astype(float))


def indices(dates: "pd.Series[pd.Timestamp]", first: dt.date) -> Ints:
    """Days since the first one."""
    return np.asarray((dates - pd.Timestamp(first)).dt.days, dtype=np.int64)
