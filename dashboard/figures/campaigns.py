"""Rates of several units over their campaigns, laid one on another by day of the campaign or by date."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.look import Look, Trace, base, date_ticks, reform_mark
from dashboard.text import Text

HEIGHT = 380


@dataclass(frozen=True)
class Way:
    """One line: its name, which colour, whether dashed; for each point its day, its date, its rate, and its words.

    A rate of None breaks the line.
    """

    name: str
    turn: int
    is_dashed: bool
    days: Sequence[int]
    dates: Sequence[dt.date]
    shares: Sequence[float | None]
    words: Sequence[str]


def campaign_chart(ways: Sequence[Way], is_by_day: bool, text: Text, look: Look) -> go.Figure:
    """is_by_day: over the days of the campaigns, which all begin at 0; else over dates."""
    traces = [_trace(way, is_by_day, look) for way in ways]
    layout: dict[str, Any] = {"hovermode": "closest", "yaxis": {"tickformat": ".0%"}}
    if is_by_day:
        title = {"text": text("pins.curves_day_title"), "standoff": 12, "font": {"size": 13}}
        # The zero of the days stands below that of the rates, and must not touch it.
        layout["xaxis"] = {"rangemode": "tozero", "title": title, "ticklabelstandoff": 6}
        return base(look, text, HEIGHT, traces, layout)
    dates = [pd.Timestamp(date) for way in ways for date in way.dates]
    first, last = min(dates), max(dates)
    mark = reform_mark(first, last, text, look)
    return base(look, text, HEIGHT, traces, {**layout, **mark, "xaxis": date_ticks((last - first).days)})


def _trace(way: Way, is_by_day: bool, look: Look) -> Trace:
    colour = look.series[way.turn % len(look.series)]
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(way.days) < 40 else "lines",
        "x": list(way.days) if is_by_day else [f"{date:%Y-%m-%d}" for date in way.dates],
        "y": list(way.shares),
        "line": {"color": colour, "width": 2 if way.is_dashed else 2.5, "dash": "dash" if way.is_dashed else "solid"},
        "marker": {"color": colour, "size": 6},
        "name": way.name,
        "customdata": list(way.words),
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def campaign_legend(ways: Sequence[Way], look: Look) -> list[tuple[str, str, bool]]:
    """Colour, name and whether dashed, for each line."""
    return [(look.series[way.turn % len(look.series)], way.name, way.is_dashed) for way in ways]
