"""Flows and cumulative counts over time, with weekends and holidays shaded."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures.look import Look, Trace, base, date_ticks
from dashboard.text import Text

HEIGHT = 420
# Bands for single days mean something only while days are told apart.
SHADE_UP_TO_DAYS = 200


def flow_chart(
    series: Mapping[str, pd.DataFrame], mode: str, holidays: pd.DataFrame, text: Text, look: Look
) -> go.Figure:
    """One series a name: columns period_start, date and count. mode: flow (bars when alone) or cumulative."""
    bars = mode == "flow" and len(series) == 1
    traces = [
        _trace(name, rows, mode, bars, look.series[turn % len(look.series)])
        for turn, (name, rows) in enumerate(series.items())
    ]
    first, last = span(series)
    is_daily = _is_daily(series)
    edge = pd.Timedelta(days=0.5 if is_daily else 0 if not bars else 4)
    axis = {"range": [first - edge, last + edge], **date_ticks((last - first).days)}
    shades = _shades(first, last, holidays, look) if is_daily else []
    return base(look, text, HEIGHT, traces, {"xaxis": axis, "shapes": shades, "bargap": 0.15})


def _trace(name: str, rows: pd.DataFrame, mode: str, bars: bool, colour: str) -> Trace:
    look: Trace = {"type": "scatter", "mode": "lines", "line": {"color": colour, "width": 2.5}}
    if bars:
        look = {"type": "bar", "marker": {"color": colour, "line": {"width": 0}}}
    return {
        **look,
        "x": rows["period_start" if mode == "flow" else "date"].dt.strftime("%Y-%m-%d").tolist(),
        "y": rows["count"].astype("float64").tolist(),
        "name": name,
        "hovertemplate": f"{name}<br>%{{x|%d/%m/%Y}}: <b>%{{y:,d}}</b><extra></extra>",
    }


def span(series: Mapping[str, pd.DataFrame]) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of all series."""
    return (
        min(rows["period_start"].min() for rows in series.values()),
        max(rows["date"].max() for rows in series.values()),
    )


def flow_legend(series: Mapping[str, pd.DataFrame], look: Look) -> list[tuple[str, str, bool]]:
    """Colour, name and whether dashed, for each series; empty where there is only one."""
    if len(series) == 1:
        return []
    return [(look.series[turn % len(look.series)], name, False) for turn, name in enumerate(series)]


def is_unfinished(rows: pd.DataFrame, step: str) -> bool:
    """Whether the last period ends before its week or month does: half a week would look like a slump."""
    start, end = rows["period_start"].iloc[-1], rows["date"].iloc[-1]
    whole = {"week": start + pd.Timedelta(days=6), "month": start + pd.offsets.MonthEnd(0)}
    return bool(end < whole.get(step, end))


def _is_daily(series: Mapping[str, pd.DataFrame]) -> bool:
    return all((rows["date"] == rows["period_start"]).all() for rows in series.values())


def _shades(first: pd.Timestamp, last: pd.Timestamp, holidays: pd.DataFrame, look: Look) -> list[dict[str, object]]:
    if (last - first).days > SHADE_UP_TO_DAYS:
        return []
    half = pd.Timedelta(hours=12)
    saturdays = pd.date_range(first - pd.Timedelta(days=1), last, freq="W-SAT")
    bands = [(day - half, day + 3 * half, look.weekend) for day in saturdays]
    bands += [(day - half, day + half, look.holiday) for day in holidays["date"]]
    return [
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": f"{start:%Y-%m-%d %H:%M}",
            "x1": f"{end:%Y-%m-%d %H:%M}",
            "y0": 0,
            "y1": 1,
            "fillcolor": colour,
            "line": {"width": 0},
            "layer": "below",
        }
        for start, end, colour in bands
    ]


def flow_alt(series: Mapping[str, pd.DataFrame], title: str, text: Text) -> str:
    """The chart in words: span, and each series' last and highest value."""
    first, last = span(series)
    told = [_told(name, rows, text) for name, rows in series.items()]
    return text(
        "trend.alt",
        title=title,
        n=max(len(rows) for rows in series.values()),
        first=formats.date(first),
        last=formats.date(last),
        series=" ".join(told),
    )


def _told(name: str, rows: pd.DataFrame, text: Text) -> str:
    both = zip(rows["count"].tolist(), rows["date"].tolist(), strict=True)
    known = [(count, day) for count, day in both if not pd.isna(count)]
    if not known:
        return ""
    top, top_day = max(known, key=lambda each: each[0])
    return text(
        "trend.alt_series",
        name=name,
        end=formats.count(known[-1][0], text.language),
        top=formats.count(top, text.language),
        top_date=formats.date(top_day),
    )
