"""A target's fan: the count so far, the range that it may reach by the deadline, the even path, and the target."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures.events import event_marks
from dashboard.figures.hatches import fan_pattern
from dashboard.figures.look import Look, Trace, base, broken, date_ticks, reform_mark
from dashboard.rows import EventByDate
from dashboard.text import Text

HEIGHT = 360


@dataclass(frozen=True)
class Band:
    """A range by day: days with the low, middle and high count of each."""

    days: Sequence[dt.date]
    low: Sequence[int]
    middle: Sequence[int]
    high: Sequence[int]


@dataclass(frozen=True)
class Aim:
    """What is to be reached by when, and the even path there. name: whose target it is."""

    name: str
    value: int
    deadline: dt.date
    path: Sequence[tuple[dt.date, float]]


@dataclass(frozen=True)
class Fans:
    """What is forecast, and what would be if something changed; None where that is not known, or not asked."""

    usual: Band | None = None
    changed: Band | None = None


def fan_chart(
    flow: pd.DataFrame,
    stage: str,
    aim: Aim,
    fans: Fans,
    events: Sequence[EventByDate],
    text: Text,
    look: Look,
) -> go.Figure:
    """flow: rows of flow_by_period with is_leap; events: those that are marked, in the order of their numbers."""
    first, last = fan_span(flow, aim, fans)
    traces = [_path(aim, text, look), *_band(fans.usual, text("forecast.fan_usual"), look.series[0], text, look)]
    traces += _band(fans.changed, text("forecast.fan_changed"), look.series[3], text, look)
    traces.append(_counted(flow, stage, text, look))
    traces.append(_target(aim, first, last, look))
    of_events = event_marks(events, first, last, look, HEIGHT)
    mark = reform_mark(first, last, text, look)
    axis = {"range": [first, last + (last - first) * 0.02], **date_ticks((last - first).days)}
    layout = {
        "hovermode": "x",
        "xaxis": axis,
        "yaxis": {"rangemode": "normal", **(_headroom(flow, stage, aim, fans) if mark["annotations"] else {})},
        "margin": {"r": 16, **of_events["margin"]},
        "shapes": [*mark["shapes"], *of_events["shapes"], _deadline(aim, look)],
        "annotations": [*mark["annotations"], *of_events["annotations"]],
    }
    return base(look, text, HEIGHT, traces, layout)


def _headroom(flow: pd.DataFrame, stage: str, aim: Aim, fans: Fans) -> dict[str, list[float]]:
    """A range that leaves the top free for the words of the reform's line: the target's line runs below it."""
    bands = [band for band in (fans.usual, fans.changed) if band]
    drawn: list[float] = [count for band in bands for count in (*band.low, *band.high)]
    drawn += [aim.value, *(count for _, count in aim.path), *flow[stage].dropna()]
    low, high = min(drawn), max(drawn)
    return {"range": [low - (high - low) * 0.05, high + (high - low) * 0.22]}


def fan_span(flow: pd.DataFrame, aim: Aim, fans: Fans) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day that is drawn."""
    ends = [pd.Timestamp(band.days[-1]) for band in (fans.usual, fans.changed) if band]
    dates = pd.to_datetime(flow["date"])
    return min(dates.min(), pd.Timestamp(aim.path[0][0])), max([dates.max(), pd.Timestamp(aim.deadline), *ends])


def fan_legend(aim: Aim, fans: Fans, text: Text, look: Look) -> list[tuple[str, str, bool]]:
    """Colour, words and whether dashed, for each line."""
    lines = [(look.series[0], text("overview.curve_actual"), False)]
    lines += [(look.series[0], text("forecast.fan_usual"), True)] if fans.usual else []
    lines += [(look.series[3], text("forecast.fan_changed"), True)] if fans.changed else []
    lines.append((look.series[1], text("forecast.fan_path"), True))
    count, deadline = formats.count(aim.value, text.language), formats.date(aim.deadline)
    lines.append((look.series[1], text("forecast.fan_target", name=aim.name, target=count, deadline=deadline), False))
    return lines


def fan_alt(flow: pd.DataFrame, stage: str, aim: Aim, fans: Fans, text: Text) -> str:
    """The picture in sentences, for those who cannot see it."""
    known = flow[flow[stage].notna()]
    parts = []
    if len(known):
        day, count = known["date"].iloc[-1], int(known[stage].iloc[-1])
        parts.append(text("forecast.alt_counted", day=formats.date(day), count=formats.count(count, text.language)))
    for band, key in ((fans.usual, "forecast.alt_usual"), (fans.changed, "forecast.alt_changed")):
        if band:
            ends = (formats.count(line[-1], text.language) for line in (band.low, band.middle, band.high))
            low, middle, high = ends
            parts.append(text(key, day=formats.date(band.days[-1]), low=low, middle=middle, high=high))
    asked, deadline = formats.count(aim.value, text.language), formats.date(aim.deadline)
    parts.append(text("forecast.alt_target", name=aim.name, target=asked, deadline=deadline))
    return " ".join(parts)


def _band(band: Band | None, name: str, colour: str, text: Text, look: Look) -> list[Trace]:
    if band is None:
        return []
    days = [f"{day:%Y-%m-%d}" for day in band.days]
    edge = {"color": colour, "width": 1 * look.scale}
    both = {"type": "scatter", "x": days, "mode": "lines", "line": edge, "hoverinfo": "skip", "showlegend": False}
    told = [
        text("forecast.hover", name=name, **{key: formats.count(count, text.language) for key, count in at.items()})
        for at in (
            {"low": low, "middle": middle, "high": high}
            for low, middle, high in zip(band.low, band.middle, band.high, strict=True)
        )
    ]
    hatched = {"fill": "tonexty", "fillcolor": "rgba(0,0,0,0)", "fillpattern": fan_pattern(colour)}
    middle = {
        "type": "scatter", "x": days, "y": list(band.middle), "mode": "lines", "name": name, "customdata": told,
        "line": {"color": colour, "width": 2.5 * look.scale, "dash": "dash"},
        "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip
    return [{**both, "y": list(band.low)}, {**both, "y": list(band.high), **hatched}, middle]


def _counted(flow: pd.DataFrame, stage: str, text: Text, look: Look) -> Trace:
    line = broken(flow, stage)
    told = ["" if pd.isna(count) else formats.count(int(count), text.language) for count in line[stage].tolist()]
    return {
        "type": "scatter",
        "x": pd.to_datetime(line["date"]).dt.strftime("%Y-%m-%d").tolist(),
        "y": line[stage].astype("float64").tolist(),
        "mode": "lines" if len(line) > 1 else "markers",
        "line": {"color": look.series[0], "width": 3 * look.scale},
        "name": text("overview.curve_actual"),
        "customdata": told,
        "hovertemplate": f"%{{x|{formats.DAY}}}<br><b>%{{customdata}}</b><extra></extra>",
    }


def _path(aim: Aim, text: Text, look: Look) -> Trace:
    return {
        "type": "scatter",
        "x": [f"{day:%Y-%m-%d}" for day, _ in aim.path],
        "y": [count for _, count in aim.path],
        "mode": "lines",
        "line": {"color": look.series[1], "width": 1.5 * look.scale, "dash": "dot"},
        "name": text("forecast.fan_path"),
        "hoverinfo": "skip",
    }


def _target(aim: Aim, first: pd.Timestamp, last: pd.Timestamp, look: Look) -> Trace:
    """The target as a level line, with a mark at its deadline."""
    return {
        "type": "scatter",
        "x": [f"{day:%Y-%m-%d}" for day in (first, aim.deadline, last)],
        "y": [aim.value] * 3,
        "mode": "lines+markers",
        "line": {"color": look.series[1], "width": 1.5 * look.scale},
        "marker": {"symbol": "diamond", "size": [0, 10 * look.scale, 0], "color": look.series[1]},
        "name": aim.name,
        "hoverinfo": "skip",
    }


def _deadline(aim: Aim, look: Look) -> dict[str, Any]:
    day = f"{aim.deadline:%Y-%m-%d}"
    line = {"color": look.muted, "width": 1.5 * look.scale, "dash": "dot"}
    return {"type": "line", "xref": "x", "yref": "paper", "x0": day, "x1": day, "y0": 0, "y1": 1, "line": line}
