"""Which days are worked, and how much of a task's working days had gone by on a day."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from dashboard import queries
from dashboard.database import Database

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class WorkingDays:
    """Monday to Friday without holidays, and the weekend days that are worked in their place."""

    holidays: tuple[dt.date, ...]
    worked: tuple[dt.date, ...]

    def within(self, first: dt.date, last: dt.date) -> int:
        """How many there are from the first to the last day, both included; 0 where the last lies before the first."""
        if last < first:
            return 0
        usual = int(np.busday_count(first, last + ONE_DAY, holidays=list(self.holidays)))
        return usual + sum(first <= day <= last and day.weekday() >= 5 for day in self.worked)

    def after(self, day: dt.date, last: dt.date) -> int:
        """How many are left after a day."""
        return self.within(day + ONE_DAY, last)

    def part(self, first: dt.date, last: dt.date, day: dt.date) -> float | None:
        """How much of the working days from the first to the last had gone by at the end of a day: 0 to 1.

        None outside of them.
        """
        if not first <= day <= last:
            return None
        every = self.within(first, last)
        return self.within(first, day) / every if every else 1.0


def between(database: Database, first: dt.date, last: dt.date) -> WorkingDays:
    """Those that a calendar of the installation names between two days."""
    named = queries.holiday_by_date(database, days=(first, last))
    both: dict[bool, list[dt.date]] = {True: [], False: []}
    for day, is_worked in zip(named["date"].tolist(), named["is_worked"].tolist(), strict=True):
        both[bool(is_worked)].append(day.date())
    return WorkingDays(tuple(both[False]), tuple(both[True]))
