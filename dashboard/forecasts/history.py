"""What is known of many units over the days: the rows of a forecast, as arrays."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dashboard.statistics.work import Work, work_between_reports

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Revisions:
    """Corrections of what had been reported: unit, day spoken of, day of arrival (ascending) and count, one a row."""

    unit: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    day: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    known_on: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    count: Floats = field(default_factory=lambda: np.zeros(0))

    def seen(self, cut: int) -> Flags:
        """Those that had come in by the end of a day."""
        return (self.known_on <= cut) & (self.day <= cut)


@dataclass(frozen=True)
class Reports:
    """counts: (unit, day) the first accepted value of each day, NaN without a report; weights: (day,) how busy days
    usually are, far enough beyond the last deadline. Days are indices counted from `first`.

    What is the same for every day that is asked about is worked out once: only units of which something had been
    corrected by then are worked out anew.
    """

    first: dt.date
    counts: Floats
    revisions: Revisions
    weights: Floats

    def corrected(self, cut: int) -> tuple[Ints, Floats]:
        """The units of which something had been corrected by the end of a day, and their counts (unit, day) then."""
        seen = self.revisions.seen(cut)
        units = np.unique(self.revisions.unit[seen])
        counts = self.counts[units, : cut + 1]
        row = np.searchsorted(units, self.revisions.unit[seen])
        # Of several corrections of a day the last one stays.
        counts[row, self.revisions.day[seen]] = self.revisions.count[seen]
        return units, counts

    @cached_property
    def before(self) -> Ints:
        """(unit, day): the day of the last report up to each day; -1 without one."""
        return last_report(self.counts)

    @cached_property
    def following(self) -> Ints:
        """(unit, day): the day of the next report from each day on; as many as there are days without one."""
        return next_report(self.counts)

    @cached_property
    def number(self) -> Ints:
        """(unit, day): how many reports there had been by each day."""
        return np.cumsum(~np.isnan(self.counts), axis=1)

    @cached_property
    def work(self) -> Work:
        """The work between all reports, as if nothing were ever corrected."""
        return work_between_reports(self.counts, self.weights[: self.counts.shape[1]])

    @cached_property
    def between(self) -> Floats:
        """(unit, day): first accepted values, and between two of them the straight line."""
        return known_between(self.counts)

    @cached_property
    def carried(self) -> Floats:
        """(unit, day): first accepted values, carried over days without a report; 0 before the first one."""
        return carried(self.counts)

    @cached_property
    def busy(self) -> Floats:
        """How busy all days before each one were together; one more than there are days."""
        return np.concatenate([[0.0], np.cumsum(self.weights)])


@dataclass(frozen=True)
class History:
    """Units are rows. eligible: (unit,), NaN where not known; group: (unit,) the province; deadline, goal: (unit,) the
    last deadline and the highest target that were set, -1 and NaN without."""

    reports: Reports
    eligible: Floats
    group: Ints
    deadline: Ints
    goal: Floats

    def known(self, cut: int) -> Floats:
        """(unit, day up to the cut): what was known at the end of that day."""
        known = self.reports.counts[:, : cut + 1].copy()
        units, counts = self.reports.corrected(cut)
        known[units] = counts
        return known

    def known_between(self, cut: int, units: Ints) -> Floats:
        """(unit, day up to the cut): the same of some units, and between two reports the straight line."""
        found = self.reports.between[units, : cut + 1]
        found[np.arange(cut + 1) > self.reports.before[units, cut][:, None]] = np.nan
        corrected, counts = self.reports.corrected(cut)
        row = np.isin(units, corrected)
        found[row] = known_between(counts)[np.searchsorted(corrected, units[row])]
        return found


@dataclass(frozen=True)
class Targets:
    """One target a row: the unit's row in the history, its value, and its deadline as an index of days."""

    unit: Ints
    value: Floats
    deadline: Ints

    def of(self, rows: Flags | Ints) -> "Targets":
        """Some of them."""
        return Targets(self.unit[rows], self.value[rows], self.deadline[rows])


def carried(counts: Floats) -> Floats:
    """(unit, day): counts, carried over days without a report; 0 before the first one."""
    before = last_report(counts)
    found = np.take_along_axis(counts, before.clip(0), axis=1)
    return np.where(before >= 0, found, 0.0)


def last_report(counts: Floats) -> Ints:
    """(unit, day): the day of the last report up to each day; -1 without one."""
    day = np.arange(counts.shape[1])
    return np.maximum.accumulate(np.where(np.isnan(counts), -1, day), axis=1)


def next_report(counts: Floats) -> Ints:
    """(unit, day): the day of the next report from each day on; as many as there are days without one."""
    length = counts.shape[1]
    given = np.where(np.isnan(counts), length, np.arange(length))
    return np.minimum.accumulate(given[:, ::-1], axis=1)[:, ::-1]


def known_between(counts: Floats) -> Floats:
    """(unit, day): counts, and between two of them the straight line; NaN before the first and after the last."""
    found, day = np.full_like(counts, np.nan), np.arange(counts.shape[1])
    for row, values in enumerate(counts):
        given = np.flatnonzero(~np.isnan(values))
        if len(given):
            found[row] = np.interp(day, given, values[given], left=np.nan, right=np.nan)
    return found
