"""A choropleth of units: one trace, stepped colours, six honest states."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures.classes import CLASSES, ORDER, SHOWN, classify
from dashboard.figures.look import LATE, Look, Trace, base
from dashboard.rows import ProgressByArea, each_row
from dashboard.text import Text

# Where the far islands are shown: left and right, bottom and top, as parts of the figure.
INSET = ((0.74, 1), (0, 0.34))


Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Shapes:
    """Where the browser finds the shapes, and the frames: west, south, east, north in degrees.

    `bounds` frames the map; `islands`, where far islands belong to the area, frames an inset that shows them too.
    """

    url: str
    bounds: Bounds
    islands: Bounds | None = None


def area_map(
    progress: pd.DataFrame, shapes: Shapes, text: Text, look: Look, height: int, small_count: int
) -> go.Figure:
    """Units coloured by share or state; late ones keep their colour and get an outline.

    progress: rows of progress_by_area. The figure holds values only: shapes come by URL.
    """
    traces = [_trace(progress, shapes.url, text, look, small_count)]
    layout: dict[str, object] = {"geo": _frame(shapes.bounds, ((0, 1), (0, 1)))}
    if shapes.islands:
        traces.append({**traces[0], "geo": "geo2"})
        layout |= {"geo2": _frame(shapes.islands, INSET), "shapes": [_edge(look)]}
    return base(look, text, height, traces, {**layout, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}})


def _trace(progress: pd.DataFrame, url: str, text: Text, look: Look, small_count: int) -> Trace:
    late = [state == "late" for state in progress["state"].tolist()]
    line: dict[str, object] = {"color": "#ffffff", "width": 0.6 * look.scale}
    if any(late):
        width = {True: 2.2 * look.scale, False: 0.6 * look.scale}
        line = {"color": [LATE if yes else "#ffffff" for yes in late], "width": [width[yes] for yes in late]}
    return {
        "type": "choropleth",
        "geojson": url,
        "locations": progress["unit_code"].tolist(),
        "z": [ORDER.index(name) for name in classify(progress)],
        "zmin": -0.5,
        "zmax": len(ORDER) - 0.5,
        "colorscale": _steps(),
        "showscale": False,
        "customdata": _hovers(progress, text, small_count),
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {"line": line},
    }


def _frame(bounds: Bounds, domain: tuple[tuple[float, float], ...]) -> dict[str, object]:
    west, south, east, north = bounds
    return {
        "visible": False,
        "projection": {"type": "mercator"},
        "bgcolor": "rgba(0,0,0,0)",
        "lonaxis": {"range": [west, east]},
        "lataxis": {"range": [south, north]},
        "domain": {"x": domain[0], "y": domain[1]},
    }


def _edge(look: Look) -> dict[str, object]:
    (left, right), (bottom, top) = INSET
    line = {"color": look.muted, "width": look.scale}
    corners = {"x0": left, "x1": right, "y0": bottom, "y1": top}
    return {"type": "rect", "xref": "paper", "yref": "paper", **corners, "line": line}


def _steps() -> list[tuple[float, str]]:
    width = 1 / len(ORDER)
    return [
        edge
        for index, colour in enumerate(CLASSES.values())
        for edge in ((index * width, colour), ((index + 1) * width, colour))
    ]


def _hovers(progress: pd.DataFrame, text: Text, small_count: int) -> list[str]:
    """For each unit its name and figures, and on a map of needs its pace beside what it needs."""
    is_of_needs, hovers = "painted" in progress, []
    for row in each_row(progress, ProgressByArea):
        words = [f"<b>{row.unit_name}</b>", figure_in_words(row, text, small_count)]
        is_known = row.state in SHOWN and not pd.isna(row.required_per_day) and not pd.isna(row.pace_7)
        if is_of_needs and is_known:
            words.append(need_in_words(row, text))
        hovers.append("<br>".join(words))
    return hovers


def need_in_words(row: ProgressByArea, text: Text) -> str:
    """ "225 mỗi ngày, cần 550"."""
    pace, required = (formats.count(number, text.language) for number in (row.pace_7, row.required_per_day))
    return text("map.need", pace=pace, required=required)


def figure_in_words(row: ProgressByArea, text: Text, small_count: int) -> str:
    """ "40.012 / 73.000 · 54,8 %", or the state where there is no value."""
    state, language = row.state, text.language
    if state in ("not_reported", "not_divisible", "not_existing"):
        return text(f"state.cell_{state}")
    if state == "suppressed":
        return text("state.suppressed", small=small_count)
    counted = formats.count(row.counted, language)
    words = counted
    if not pd.isna(row.share):
        share = formats.ratio(int(row.numerator), int(row.denominator), language)
        words = f"{formats.count(row.numerator, language)} / {formats.count(row.denominator, language)} · {share}"
    return f"{words} · {text('state.cell_late', days=int(row.days_late))}" if state == "late" else words


def map_alt(progress: pd.DataFrame, text: Text, names: Sequence[str], rules: tuple[int, int]) -> str:
    """The map in words: highest, lowest and the count of each state. names: unit, base and day, worded.

    rules: days until late, small count.
    """
    late_after_days, small_count = rules
    unit, base_words, as_of = names
    ranked = [row for row in each_row(progress, ProgressByArea) if not pd.isna(row.share)]
    best, worst = (_name_with_share(ranked[:1], text), _name_with_share(ranked[-1:], text))
    states = " ".join(
        text("map.alt_state", state=text(f"state.{state}", days=late_after_days, small=small_count), n=count)
        for state, count in Counter(progress["state"].tolist()).most_common()
    )
    described = text(
        "map.alt", n=len(progress), unit=unit, base=base_words, as_of=as_of, best=best, worst=worst, states=states
    )
    if "painted" not in progress:
        return described
    slow = sum(name in ("need_0", "need_1", "need_2") for name in progress["painted"])
    fast = sum(name in ("need_3", "need_4", "need_5") for name in progress["painted"])
    return f"{described} {text('map.alt_need', slow=slow, fast=fast)}"


def _name_with_share(rows: list[ProgressByArea], text: Text) -> str:
    words = [text("map.alt_unit", name=row.unit_name, share=formats.percent(row.share, text.language)) for row in rows]
    return words[0] if words else "–"
