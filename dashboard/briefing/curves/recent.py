"""How a unit's last days and weeks went."""

import datetime as dt
from dataclasses import dataclass
from math import nan

import pandas as pd

from dashboard.briefing.curves import averaged, flows
from dashboard.database import Database
from dashboard.selection import Selection

DAYS, WEEKS = 14, 12


@dataclass(frozen=True)
class Recent:
    """What was counted in each of the last days and weeks: NaN where that is not known, or hidden.

    averaged: whether each is the even share of a longer time between two reports.
    """

    days: tuple[float, ...]
    weeks: tuple[float, ...]
    averaged_days: tuple[bool, ...]
    averaged_weeks: tuple[bool, ...]


def of_unit(database: Database, selection: Selection) -> Recent:
    """Seven days each, back from the day itself: a week of the calendar that is not over would look like a slump."""
    days, averaged_days = _counted(database, selection, "day", 1, DAYS)
    weeks, averaged_weeks = _counted(database, selection, "seven_days", 7, WEEKS)
    return Recent(days, weeks, averaged_days, averaged_weeks)


def periods(selection: Selection) -> tuple[flows.Periods, ...]:
    """What is asked of the days and weeks."""
    return (_first(selection, 1, DAYS), "day"), (_first(selection, 7, WEEKS), "seven_days")


def _first(selection: Selection, length: int, count: int) -> dt.date:
    return selection.as_of - dt.timedelta(days=length * count - 1)


def _counted(
    database: Database, selection: Selection, step: str, length: int, periods: int
) -> tuple[tuple[float, ...], tuple[bool, ...]]:
    """The counts of the last periods of so many days, and whether each is an average."""
    first = _first(selection, length, periods)
    rows = flows.by_period(database, selection, first, step)
    flow = averaged.flow(rows, f"{selection.stage}_new", step)
    known = {
        start.date(): (nan if pd.isna(count) else float(count), bool(is_average))
        for start, count, is_average in zip(
            flow["period_start"].tolist(), flow["count"].tolist(), flow["is_average"].tolist(), strict=True
        )
    }
    starts = [first + dt.timedelta(days=length * turn) for turn in range(periods)]
    both = [known.get(start, (nan, False)) for start in starts]
    return tuple(count for count, _ in both), tuple(is_average for _, is_average in both)
