"""What is known of many units over the days: the rows of a forecast, as arrays."""

import datetime as dt
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Revisions:
    """Corrections of what had been reported: unit, day spoken of, day of arrival (ascending) and count, one a row."""

    unit: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    day: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    known_on: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    count: Floats = field(default_factory=lambda: np.zeros(0))


@dataclass(frozen=True)
class History:
    """Units are rows; a day is an index counted from `first`.

    counts: (unit, day) the first accepted value of each day, NaN without a report; eligible: (unit,), NaN where not
    known; group: (unit,) the province; deadline, goal: (unit,) the last deadline and the highest target that were set,
    -1 and NaN without; weights: (day,) how busy days usually are, far enough beyond the last deadline.
    """

    first: dt.date
    counts: Floats
    revisions: Revisions
    eligible: Floats
    group: Ints
    deadline: Ints
    goal: Floats
    weights: Floats

    def known(self, cut: int) -> Floats:
        """(unit, day up to the cut): what was known at the end of that day."""
        known = self.counts[:, : cut + 1].copy()
        changes = self.revisions
        seen = (changes.known_on <= cut) & (changes.day <= cut)
        known[changes.unit[seen], changes.day[seen]] = changes.count[seen]
        return known


@dataclass(frozen=True)
class Targets:
    """One target a row: the unit's row in the history, its value, and its deadline as an index of days."""

    unit: Ints
    value: Floats
    deadline: Ints

    def of(self, rows: npt.NDArray[np.bool_] | Ints) -> "Targets":
        """Some of them."""
        return Targets(self.unit[rows], self.value[rows], self.deadline[rows])
