"""How a unit's last days and weeks went, as small bars for the overview's cards."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from dashboard import formats, queries
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.overview import sparkline
from dashboard.ui.shell import session

DAYS, WEEKS = 14, 12
NOTHING = float("nan")


@dataclass(frozen=True)
class Bars:
    """HTML of the last days beside what a day needs, and of the last weeks; empty where nothing can be shown."""

    days: str
    weeks: str


def bars(selection: Selection, required_per_day: float) -> Bars:
    """required_per_day: NaN where no target is open."""
    text, daily = Text(selection.lang), _daily(selection, 7 * WEEKS)
    # Seven days each, back from the day itself: a week of the calendar that is not over would look like a slump.
    weekly = [sum(daily[start : start + 7]) for start in range(0, 7 * WEEKS, 7)]
    needed = None if pd.isna(required_per_day) else float(required_per_day)
    return Bars(
        sparkline.html(daily[-DAYS:], _words("overview.spark_days", daily[-DAYS:], text), needed),
        sparkline.html(weekly, _words("overview.spark_weeks", weekly, text)),
    )


def _daily(selection: Selection, days: int) -> list[float]:
    """What was counted on each of the last days: nothing where no report came, NaN where the count is hidden."""
    first = selection.as_of - dt.timedelta(days=days - 1)
    rows = queries.flow_by_period(
        session.database(),
        edition=selection.edition,
        unit=selection.unit,
        days=(first, selection.as_of),
        level=selection.level,
        step="day",
        small_count=session.measure().small_count,
    )
    column = f"{selection.stage}_new"
    flows = zip(rows["date"].tolist(), rows[column].tolist(), rows[f"{column}_why"].tolist(), strict=True)
    known = {day.date(): NOTHING if isinstance(why, str) else _number(flow) for day, flow, why in flows}
    return [known.get(first + dt.timedelta(days=turn), 0.0) for turn in range(days)]


def _number(flow: float) -> float:
    return 0.0 if pd.isna(flow) else float(flow)


def _words(key: str, counts: list[float], text: Text) -> str:
    known = [int(count) for count in counts if not pd.isna(count)]
    if not known:
        return ""
    low, high, last = (formats.count(number, text.language) for number in (min(known), max(known), known[-1]))
    return text(key, n=len(counts), low=low, high=high, last=last)
