"""Flows and cumulative counts over time, with weekends and holidays shaded."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures.look import Look, base, date_ticks
from dashboard.text import Text

HEIGHT = 420
# Bands for single days mean something only while days are told apart.
SHADE_UP_TO_DAYS = 200


def flow_chart(
    series: Mapping[str, pd.DataFrame], mode: str, holidays: pd.DataFrame, text: Text, look: Look
) -> go.Figure:
    """One series a name: columns period_start, date and count. mode: flow (bars when alone) or cumulative."""
    figure = base(look, text, HEIGHT)
    bars = mode == "flow" and len(series) == 1
    for turn, (name, rows) in enumerate(series.items()):
        colour = look.series[turn % len(look.series)]
        x = rows["period_start" if mode == "flow" else "date"].dt.strftime("%Y-%m-%d").tolist()
        common = {"x": x, "y": rows["count"].astype("float64").tolist(), "name": name}
        common["hovertemplate"] = f"{name}<br>%{{x|%d/%m/%Y}}: <b>%{{y:,d}}</b><extra></extra>"
        if bars:
            figure.add_bar(**common, marker={"color": colour, "line": {"width": 0}})
        else:
            figure.add_scatter(**common, mode="lines", line={"color": colour, "width": 2.5})
    first, last = span(series)
    if _is_daily(series):
        _shade(figure, first, last, holidays, look)
    date_ticks(figure, (last - first).days)
    edge = pd.Timedelta(days=0.5 if _is_daily(series) else 0 if not bars else 4)
    figure.update_xaxes(range=[first - edge, last + edge])
    figure.update_layout(bargap=0.15)
    return figure


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


def _shade(figure: go.Figure, first: pd.Timestamp, last: pd.Timestamp, holidays: pd.DataFrame, look: Look) -> None:
    if (last - first).days > SHADE_UP_TO_DAYS:
        return
    half = pd.Timedelta(hours=12)
    saturdays = pd.date_range(first - pd.Timedelta(days=1), last, freq="W-SAT")
    bands = [(day - half, day + 3 * half, look.weekend) for day in saturdays]
    bands += [(day - half, day + half, look.holiday) for day in holidays["date"]]
    figure.update_layout(
        shapes=[
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
    )


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
    known = rows.dropna(subset=["count"])
    if known.empty:
        return ""
    top = known.iloc[int(known["count"].astype("float64").argmax())]
    return text(
        "trend.alt_series",
        name=name,
        end=formats.count(known.iloc[-1]["count"], text.language),
        top=formats.count(top["count"], text.language),
        top_date=formats.date(top["date"]),
    )
