"""Flows and cumulative counts over time, with weekends and holidays shaded."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures import paths
from dashboard.figures.events import event_marks
from dashboard.figures.look import Look, Trace, base, broken, date_ticks, reform_mark
from dashboard.rows import EventByDate, TargetByIssuer, each_row
from dashboard.text import Text

HEIGHT = 420
# Bands for single days mean something only while single days are drawn.
SHADE_UP_TO_DAYS = 200


def flow_chart(
    series: Mapping[str, pd.DataFrame],
    mode: str,
    holidays: pd.DataFrame,
    text: Text,
    look: Look,
    targets: Mapping[str, pd.DataFrame] | None = None,
    events: Sequence[EventByDate] = (),
) -> go.Figure:
    """One series a name: columns period_start, date, count, is_average, is_leap, hidden (why the count is) and below.

    A hidden count (1 to under `below`) has no height of its own: what is drawn reaches
    from 0 to `below`. What is known over a longer time only is an average, hatched where it is a bar. mode: flow (bars
    when alone), cumulative or rate, whose counts are parts of a base. targets: of cumulative series, by their names.
    events: those that are marked, in the order of their numbers.
    """
    bars, of_name = mode == "flow" and len(series) == 1, targets or {}
    traces = []
    for turn, (name, rows) in enumerate(series.items()):
        colour = look.series[turn % len(look.series)]
        is_average = rows["is_average"] & rows["count"].notna()
        line = rows if mode == "flow" else broken(rows, "count")
        parts = [(rows[~is_average], False), (rows[is_average], True)] if bars and is_average.any() else [(line, False)]
        for part, is_hatched in parts:
            bar = _bar(colour, is_hatched) if bars else None
            traces.append({**_trace(name, part, mode, bar, colour), **_told(name, part, mode, of_name.get(name), text)})
        traces += _small(name, rows, bars, colour, text)
    first, last = span(series)
    is_daily = _is_daily(series)
    edge = pd.Timedelta(days=0.5 if is_daily else 0 if not bars else 4)
    axis = {"range": [first - edge, last + edge], **date_ticks((last - first).days)}
    shades = _shades(first, last, holidays, look) if is_daily else []
    mark, of_events = reform_mark(first, last, text, look), event_marks(events, first, last, look, HEIGHT)
    # One box for all lines of a day.
    layout = {
        "hovermode": "x unified",
        "xaxis": axis,
        "margin": of_events["margin"],
        "annotations": mark["annotations"] + of_events["annotations"],
        "shapes": shades + mark["shapes"] + of_events["shapes"],
        "bargap": 0.15,
        "barmode": "overlay",
    }
    if mode == "rate":
        layout["yaxis"] = {"tickformat": ".0%"}
    return base(look, text, HEIGHT, traces, layout)


def _bar(colour: str, is_hatched: bool) -> Trace:
    if not is_hatched:
        return {"color": colour, "line": {"width": 0}}
    hatched: Trace = {"shape": "/", "fillmode": "replace", "fgcolor": colour, "size": 6, "solidity": 0.35}
    return {"color": colour, "pattern": hatched, "line": {"width": 1, "color": colour}}


def _trace(name: str, rows: pd.DataFrame, mode: str, bar: Trace | None, colour: str) -> Trace:
    look: Trace = {"type": "bar", "marker": bar}
    if not bar:
        line = {"color": colour, "width": 2.5}
        look = {"type": "scatter", "mode": "lines", "line": line}
        if _is_sparse(rows, mode):
            # The newest point lies on the edge, and is seen whole.
            look |= {"mode": "lines+markers", "cliponaxis": False}
    return {
        **look,
        "x": rows["period_start" if mode == "flow" else "date"].dt.strftime("%Y-%m-%d").tolist(),
        "y": rows["count"].astype("float64").tolist(),
        "name": name,
    }


def _told(name: str, rows: pd.DataFrame, mode: str, targets: pd.DataFrame | None, text: Text) -> Trace:
    """What the mouse finds at each point."""
    words = _hover(rows, mode, targets, text)
    return {"customdata": words, "hovertemplate": f"{name}: %{{customdata}}<extra></extra>"}


def _hover(rows: pd.DataFrame, mode: str, targets: pd.DataFrame | None, text: Text) -> list[str]:
    """Each count, and beside a cumulative one where the path to the unit's target was that day."""
    words = [f"<b>{each}</b>" for each in counts_in_words(rows, mode, text)]
    if targets is None or targets.empty:
        return words
    every = list(each_row(targets, TargetByIssuer))
    numbers = zip(words, rows["date"].tolist(), rows["count"].tolist(), strict=True)
    return [
        each if pd.isna(count) else ", ".join([each, *paths.beside(day, int(count), every, text)])
        for each, day, count in numbers
    ]


def _is_sparse(rows: pd.DataFrame, mode: str) -> bool:
    """Whether the reports of a cumulative line are further apart than its days, so that each is to be seen.

    Where a column is_dotted says so they are in any case.
    """
    if "is_dotted" in rows:
        return True
    gaps = rows["date"].diff().dt.days
    return mode != "flow" and bool((rows["date"] == rows["period_start"]).all() and gaps.median() > 1)


def _small(name: str, rows: pd.DataFrame, bars: bool, colour: str, text: Text) -> list[Trace]:
    """Hatched bars, or uprights, from 0 to the number that the count stays under."""
    small = rows[rows["below"].notna()]
    if small.empty:
        return []
    tops = [int(top) for top in small["below"].tolist()]
    common: Trace = {
        "x": small["period_start"].dt.strftime("%Y-%m-%d").tolist(),
        "name": name,
        "customdata": counts_in_words(small, "flow", text),
        "hovertemplate": f"{name}: <b>%{{customdata}}</b><extra></extra>",
    }
    if bars:
        return [{**common, "type": "bar", "y": tops, "marker": _bar(colour, is_hatched=True)}]
    halves = [top / 2 for top in tops]
    upright = {"type": "data", "array": halves, "color": colour, "thickness": 2, "width": 3}
    point = {"color": colour, "size": 1}
    return [{**common, "type": "scatter", "mode": "markers", "y": halves, "error_y": upright, "marker": point}]


def counts_in_words(rows: pd.DataFrame, mode: str, text: Text) -> list[str]:
    """Each count as a table writes it: a number, "<5", a word where it is hidden with another, a dash where none is.

    Before an average stands "≈"; a rate is in per cent.
    """
    if mode == "rate":
        both = zip(rows["count"].tolist(), rows["hidden"].tolist(), strict=True)
        return [
            text("state.cell_hidden") if not pd.isna(hidden)
            else formats.NOTHING if pd.isna(rate)
            else formats.percent(rate, text.language)
            for rate, hidden in both
        ]  # fmt: skip
    cells = zip(*(rows[name].tolist() for name in ("count", "hidden", "below", "is_average")), strict=True)
    return [
        f"≈ {formats.count(count, text.language)}"
        if is_average and not pd.isna(count)
        else count_in_words(count, hidden, below, text)
        for count, hidden, below, is_average in cells
    ]


def count_in_words(count: float, hidden: str | None, small_count: float, text: Text) -> str:
    """The same of one; hidden: None, "small" or "beside" (it would give a small one away), as the queries say."""
    if hidden == "small":
        return text("state.cell_suppressed", small=int(small_count))
    if not pd.isna(hidden):
        return text("state.cell_hidden")
    return "–" if pd.isna(count) else formats.count(int(count), text.language)


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
    worked = set(holidays.loc[holidays["is_worked"], "date"])
    bands = [
        (start, day + 3 * half, look.weekend)
        for day in saturdays
        for start in [day + half if day in worked else day - half]
    ]
    bands += [(day - half, day + half, look.holiday) for day in holidays.loc[~holidays["is_worked"], "date"]]
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


def flow_alt(series: Mapping[str, pd.DataFrame], title: str, mode: str, text: Text) -> str:
    """The chart in words: span, and each series' last and highest value."""
    first, last = span(series)
    parts = [_series_words(name, rows, mode, text) for name, rows in series.items()]
    return text(
        "trend.alt",
        title=title,
        n=max(len(rows) for rows in series.values()),
        first=formats.date(first),
        last=formats.date(last),
        series=" ".join(parts),
    )


def _series_words(name: str, rows: pd.DataFrame, mode: str, text: Text) -> str:
    # Under five is more than nothing and less than any number that is shown.
    heights = rows["count"].astype("float64").fillna(rows["below"].notna().map({True: 0.5}))
    both = zip(heights.tolist(), counts_in_words(rows, mode, text), rows["date"].tolist(), strict=True)
    known = [each for each in both if not pd.isna(each[0])]
    if not known:
        return ""
    _, top, top_day = max(known, key=lambda each: each[0])
    return text("trend.alt_series", name=name, end=known[-1][1], top=top, top_date=formats.date(top_day))
