"""Who does the work, when and how: channels, kinds of working groups, hours by kind of day, from detailed exports."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from dashboard import queries
from dashboard.briefing.opened import Warehouse
from dashboard.briefing.working_days import WorkingDays, between
from dashboard.rows import WorkByCell, each_row
from dashboard.selection import Selection

CHANNELS = ("headquarters", "mobile", "home_visit", "pick_up")
KINDS = ("district_fixed", "district_mobile", "captain_led", "commune", "youth_union", "unnamed")
# Monday to Sunday, and public holidays.
DAYS = tuple("12345678")
HOLIDAY = "8"
BANDS = ("07-11", "11-13", "13-17", "17-22")
SORTS = {"ordinary": "12345", "weekend": "67", "holiday": HOLIDAY}
# How many months back, the newest whole one included.
SPANS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Part:
    """One channel or kind of group: what may be shown of its count, and whether small counts are withheld."""

    name: str
    count: int
    is_partial: bool


@dataclass(frozen=True)
class Work:
    """The divisions of what was counted, the days of the exports, how many of each kind, and of how many communes."""

    channels: tuple[Part, ...]
    groups: tuple[Part, ...]
    hours: dict[tuple[str, str], Part]
    first: dt.date
    last: dt.date
    days: Counter[str]
    communes: int

    @property
    def total(self) -> int:
        """All that may be shown by channel."""
        return sum(part.count for part in self.channels)

    @property
    def is_partial(self) -> bool:
        return any(part.is_partial for part in (*self.channels, *self.groups, *self.hours.values()))

    def a_day(self, day: str, band: str) -> float | None:
        """What a day of this kind brings in these hours; None where nothing may be shown, or no such day was."""
        part = self.hours.get((day, band))
        if not self.days[day] or (part is not None and part.is_partial and not part.count):
            return None
        return (part.count if part else 0) / self.days[day]

    def of_sort(self, sort: str) -> tuple[float, bool] | None:
        """What a day of a sort brings in all hours, and whether that is the least; None where no such day was."""
        days = sum(self.days[day] for day in SORTS[sort])
        parts = [part for (day, _), part in self.hours.items() if day in SORTS[sort]]
        if not days:
            return None
        return sum(part.count for part in parts) / days, any(part.is_partial for part in parts)

    @property
    def busiest(self) -> tuple[str, str] | None:
        """The kind of day and hours that bring most a day."""
        known = {(day, band): self.a_day(day, band) or 0 for day in DAYS for band in BANDS}
        best = max(known, key=lambda cell: known[cell])
        return best if known[best] else None

    @property
    def outside(self) -> int:
        """What was counted before 7:00 or after 22:00."""
        return sum(part.count for (_, band), part in self.hours.items() if band not in BANDS)


def of_unit(warehouse: Warehouse, selection: Selection, span: str) -> Work | None:
    """None where no export speaks of the unit in these months."""
    table = queries.work_by_cell(
        warehouse.database,
        edition=selection.edition,
        unit=selection.unit,
        days=months(warehouse, selection, span),
        stage=selection.stage,
    )
    rows = list(each_row(table, WorkByCell))
    if not rows:
        return None
    first = min(row.first_day for row in rows).date()
    last = max(row.last_day for row in rows).date()
    parts = {division: _parts(rows, division) for division in ("channel", "team", "hours")}
    hours = {(name[:1], name[2:]): part for name, part in parts["hours"].items()}
    return Work(
        _in_order(parts["channel"], CHANNELS), _in_order(parts["team"], KINDS), hours, first, last,
        kinds_of_days(between(warehouse.database, first, last), first, last), int(rows[0].units),
    )  # fmt: skip


def months(warehouse: Warehouse, selection: Selection, span: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of the months that a reader looks at."""
    last = last_whole_day(warehouse, selection)
    return _months_back(last, SPANS[span]), last


def last_whole_day(warehouse: Warehouse, selection: Selection) -> dt.date:
    """The end of the newest month that is over on the day looked at; the day itself where nothing newer is known."""
    known = warehouse.known.editions.get(selection.edition)
    tomorrow = selection.as_of + dt.timedelta(days=1)
    if known is None or selection.as_of >= known.last_day or tomorrow.day == 1:
        return selection.as_of if known is None else min(selection.as_of, known.last_day)
    return selection.as_of.replace(day=1) - dt.timedelta(days=1)


def _months_back(day: dt.date, months: int) -> dt.date:
    number = day.year * 12 + day.month - months
    return dt.date(number // 12, number % 12 + 1, 1)


def _parts(rows: list[WorkByCell], division: str) -> dict[str, Part]:
    return {
        row.cell: Part(row.cell, 0 if pd.isna(row.counted) else int(row.counted), bool(row.is_partial))
        for row in rows
        if row.division == division
    }


def _in_order(parts: dict[str, Part], names: tuple[str, ...]) -> tuple[Part, ...]:
    """The most first; what no file names has no part."""
    return tuple(sorted((parts[name] for name in names if name in parts), key=lambda part: -part.count))


def kinds_of_days(calendar: WorkingDays, first: dt.date, last: dt.date) -> Counter[str]:
    """How many Mondays to Sundays there are, and how many public holidays, which are none of these."""
    every = (first + dt.timedelta(days=turn) for turn in range((last - first).days + 1))
    return Counter(HOLIDAY if day in calendar.holidays else str(day.isoweekday()) for day in every)
