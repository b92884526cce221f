"""How a unit's last days and weeks went."""

import datetime as dt
from dataclasses import dataclass
from math import nan

import pandas as pd

from dashboard import queries
from dashboard.database import Database
from dashboard.rows import FlowByPeriod, each_row
from dashboard.selection import Selection

DAYS, WEEKS = 14, 12


@dataclass(frozen=True)
class Recent:
    """What was counted in each of the last days and weeks: 0 where no report came, NaN where the count is hidden."""

    days: tuple[float, ...]
    weeks: tuple[float, ...]


def of_unit(database: Database, selection: Selection) -> Recent:
    """Seven days each, back from the day itself: a week of the calendar that is not over would look like a slump."""
    daily = _daily(database, selection, 7 * WEEKS)
    weekly = tuple(sum(daily[start : start + 7]) for start in range(0, 7 * WEEKS, 7))
    return Recent(tuple(daily[-DAYS:]), weekly)


def _daily(database: Database, selection: Selection, days: int) -> list[float]:
    first = selection.as_of - dt.timedelta(days=days - 1)
    rows = queries.flow_by_period(
        database,
        edition=selection.edition,
        unit=selection.unit,
        days=(first, selection.as_of),
        level=selection.level,
        step="day",
    )
    known = {row.date.date(): _flow(row, selection.stage) for row in each_row(rows, FlowByPeriod)}
    return [known.get(first + dt.timedelta(days=turn), 0.0) for turn in range(days)]


def _flow(row: FlowByPeriod, stage: str) -> float:
    if isinstance(getattr(row, f"{stage}_new_why"), str):
        return nan
    flow = getattr(row, f"{stage}_new")
    return 0.0 if pd.isna(flow) else float(flow)
