"""The days of a simulated campaign: which are worked, and how busy weekends, holidays and Tết are in it."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.warehouse.sources import public_holidays

FIRST, LAST = dt.date(2023, 1, 2), dt.date(2026, 6, 1)


@dataclass(frozen=True)
class Calendar:
    """The days, and what each is. Weekdays count from Monday = 0."""

    first: dt.date
    weekday: npt.NDArray[np.int64]
    is_holiday: npt.NDArray[np.bool_]
    is_tet: npt.NDArray[np.bool_]
    is_swapped: npt.NDArray[np.bool_]
    # How busy each day is in this campaign, an ordinary working day being 1.
    pace: npt.NDArray[np.float64]

    @property
    def is_working(self) -> npt.NDArray[np.bool_]:
        """Monday to Friday without holidays, and the weekend days that the State swaps for others."""
        return ((self.weekday < 5) & ~self.is_holiday) | self.is_swapped


def draw_calendar(days: int, chance: np.random.Generator) -> Calendar:
    """Days from a drawn date on, with factors drawn for this campaign."""
    first = FIRST + dt.timedelta(days=int(chance.integers(0, (LAST - FIRST).days)))
    weekday = (first.weekday() + np.arange(days)) % 7
    holiday, tet, swapped = (np.zeros(days, dtype=bool) for _ in range(3))
    for date, _, name, is_worked in public_holidays():
        index = (date - first).days
        if 0 <= index < days:
            (swapped if is_worked else holiday)[index] = True
            tet[index] |= "Lunar" in name
    usual = np.array([*chance.uniform(0.85, 1.15, 5), chance.uniform(0.05, 0.9), chance.uniform(0.02, 0.6)])
    pace = usual[weekday]
    pace[swapped] = chance.uniform(0.6, 1.0)
    pace[holiday] = chance.uniform(0.0, 0.5)
    near_tet = np.convolve(tet, np.ones(15), "same") > 0
    pace[near_tet] *= chance.uniform(0.4, 0.9)
    pace[tet] = chance.uniform(0.0, 0.05)
    return Calendar(first, weekday, holiday, tet, swapped, pace)
