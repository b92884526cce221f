"""A choropleth of units: one trace, stepped colours, six honest states."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures.classes import FIXED, ORDER, SHOWN, Scale, classify, colours
from dashboard.figures.look import LATE, Look, Trace, base
from dashboard.rows import ProgressByArea, each_row
from dashboard.text import Text

# Where the far islands are shown: left and right, bottom and top, as parts of the figure.
INSET = ((0.74, 1), (0, 0.34))
LETTERS = "#10151d"
# From this height in pixels on names have their full size; so many letters stand in a line; so much of the width is
# left free on each side of a map with names.
ROOMY, LINE, BESIDE = 400, 9, 0.04


# Widths of the borders between units, and of the outline of late ones, in pixels; of more than DENSE units, many of
# which are a few pixels large, borders of the usual width would leave nothing of the colours.
BORDERS, THIN, DENSE = (0.6, 2.2), (0.1, 0.8), 1_000

Bounds = tuple[float, float, float, float]


class Label(NamedTuple):
    """A name on the map, and where it stands in degrees."""

    lon: float
    lat: float
    words: str


@dataclass(frozen=True)
class Shapes:
    """Where the browser finds the shapes, and the frames: west, south, east, north in degrees.

    `bounds` frames the map; `islands`, where far islands belong to the area, frames an inset that shows them too.
    `labels` are the names that have room; `own` is the unit among its neighbours that gets an outline.
    """

    url: str
    bounds: Bounds
    islands: Bounds | None = None
    labels: tuple[Label, ...] = ()
    own: str = ""


@dataclass(frozen=True)
class Drawing:
    """How a map is drawn: its height in pixels, under which number a count is not said, and its classes."""

    height: int
    small_count: int
    scale: Scale = FIXED


class Painted(NamedTuple):
    """A unit on a map: the class whose colour it has, and what is said of it below its name."""

    unit_code: str
    unit_name: str
    colour: str
    words: tuple[str, ...]
    is_late: bool = False


def painted(progress: pd.DataFrame, drawing: Drawing, text: Text) -> list[Painted]:
    """Units coloured by share, pace or state. progress: rows of progress_by_area."""
    rows = zip(each_row(progress, ProgressByArea), classify(progress, drawing.scale), strict=True)
    return [
        Painted(row.unit_code, row.unit_name, colour, _words(row, drawing, text), row.state == "late")
        for row, colour in rows
    ]


def area_map(progress: pd.DataFrame, shapes: Shapes, drawing: Drawing, text: Text, look: Look) -> go.Figure:
    """Units coloured by share, pace or state; late ones keep their colour and get an outline."""
    return painted_map(painted(progress, drawing, text), shapes, drawing.height, text, look)


def painted_map(units: Sequence[Painted], shapes: Shapes, height: int, text: Text, look: Look) -> go.Figure:
    """Units in their colours. The figure holds values only: shapes come by URL."""
    traces = [_trace(units, shapes.url, look)]
    if shapes.own in traces[0]["locations"]:
        traces += _outlines(traces[0], shapes.own, look)
    bounds = _widened(shapes.bounds) if shapes.labels else shapes.bounds
    layout: dict[str, object] = {"geo": _frame(bounds, ((0, 1), (0, 1)))}
    if shapes.islands:
        traces += [{**trace, "geo": "geo2"} for trace in traces]
        layout |= {"geo2": _frame(shapes.islands, INSET), "shapes": [_edge(look)]}
    if shapes.labels:
        traces.append(_names(shapes.labels, 11.5 if height >= ROOMY else 10, look))
    return base(look, text, height, traces, {**layout, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}})


def _outlines(trace: Trace, own: str, look: Look) -> list[Trace]:
    """One unit drawn once more above its neighbours: a line that stands out from light and dark colours alike."""
    place = trace["locations"].index(own)
    again = {**trace, **{name: [trace[name][place]] for name in ("locations", "z", "customdata")}}
    lines = ((look.surface, 6), (look.ink, 3))
    return [{**again, "marker": {"line": {"color": colour, "width": width * look.scale}}} for colour, width in lines]


def _widened(bounds: Bounds) -> Bounds:
    """Room for names that reach beyond their shapes."""
    west, south, east, north = bounds
    aside = (east - west) * BESIDE
    return west - aside, south, east + aside, north


def _names(labels: Sequence[Label], size: float, look: Look) -> Trace:
    """Names stand on the colours; the sheets give their letters a light edge, on dark grounds too."""
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [label.lon for label in labels],
        "lat": [label.lat for label in labels],
        # In two lines where they are long.
        "text": ["<br>".join(wrap(label.words, max(LINE, len(label.words) // 2 + 1))) for label in labels],
        "textfont": {"size": size * look.scale, "color": LETTERS},
        "hoverinfo": "skip",
    }


def _trace(units: Sequence[Painted], url: str, look: Look) -> Trace:
    late = [unit.is_late for unit in units]
    plain, outline = THIN if len(units) > DENSE else BORDERS
    line: dict[str, object] = {"color": look.surface, "width": plain * look.scale}
    if any(late):
        width = {True: outline * look.scale, False: plain * look.scale}
        line = {"color": [LATE if yes else look.surface for yes in late], "width": [width[yes] for yes in late]}
    return {
        "type": "choropleth",
        "geojson": url,
        "locations": [unit.unit_code for unit in units],
        "z": [ORDER.index(unit.colour) for unit in units],
        "zmin": -0.5,
        "zmax": len(ORDER) - 0.5,
        "colorscale": _steps(look),
        "showscale": False,
        "customdata": ["<br>".join((f"<b>{unit.unit_name}</b>", *unit.words)) for unit in units],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {"line": line},
        # A click leads on, and whoever comes back finds no unit greyed.
        "unselected": {"marker": {"opacity": 1}},
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


def _steps(look: Look) -> list[tuple[float, str]]:
    width = 1 / len(ORDER)
    return [
        edge
        for index, colour in enumerate(colours(look).values())
        for edge in ((index * width, colour), ((index + 1) * width, colour))
    ]


def _words(row: ProgressByArea, drawing: Drawing, text: Text) -> tuple[str, ...]:
    """The figures of a unit, and on a map of needs its pace beside what it needs."""
    is_known = row.state in SHOWN and not pd.isna(row.required_per_day) and not pd.isna(row.pace_7)
    needs = (need_in_words(row, text),) if drawing.scale.is_of_needs and is_known else ()
    return (figure_in_words(row, text, drawing.small_count), *needs)


def need_in_words(row: ProgressByArea, text: Text) -> str:
    """ "225 mỗi ngày, cần 550"."""
    pace, required = (formats.count(number, text.language) for number in (row.pace_7, row.required_per_day))
    return text("map.need", pace=pace, required=required)


def figure_in_words(row: ProgressByArea, text: Text, small_count: int) -> str:
    """ "40.012 / 73.000 · 54,8 %", or the state where there is no value."""
    words = [_counts(row, text, small_count)]
    if not pd.isna(row.share):
        words.append(formats.ratio(int(row.numerator), int(row.denominator), text.language))
    partial = partial_in_words(row, text)
    return " · ".join([*words, *([partial] if partial else []), *_late(row, text)])


def partial_in_words(row: ProgressByArea, text: Text) -> str:
    """Of how many of its communes a unit has figures; nothing where of all, and of a commune."""
    if pd.isna(row.communes) or row.communes < 2 or not 0 < row.communes_reported < row.communes:
        return ""
    counts = {"reported": row.communes_reported, "all": row.communes}
    return text("state.cell_partial", **{key: formats.count(n, text.language) for key, n in counts.items()})


def counted_in_words(row: ProgressByArea, text: Text, small_count: int) -> str:
    """The same without the share, which stands in a column of its own."""
    return " · ".join([_counts(row, text, small_count), *_late(row, text)])


def _counts(row: ProgressByArea, text: Text, small_count: int) -> str:
    state, language = row.state, text.language
    if state in ("not_reported", "not_divisible", "not_existing"):
        return text(f"state.cell_{state}")
    if state == "suppressed":
        return text("state.suppressed", small=small_count)
    if pd.isna(row.share):
        return formats.at_least(row.counted, language, is_least=row.is_least)
    numerator = formats.at_least(row.numerator, language, is_least=row.is_least)
    return f"{numerator} / {formats.count(row.denominator, language)}"


def _late(row: ProgressByArea, text: Text) -> list[str]:
    return [text("state.cell_late", days=int(row.days_late))] if row.state == "late" else []


def map_alt(
    progress: pd.DataFrame, text: Text, names: Sequence[str], rules: tuple[int, int], scale: Scale = FIXED
) -> str:
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
    if not scale.is_of_needs:
        return described
    painted = classify(progress, scale)
    slow = sum(name in ("need_0", "need_1", "need_2") for name in painted)
    fast = sum(name in ("need_3", "need_4", "need_5") for name in painted)
    return f"{described} {text('map.alt_need', slow=slow, fast=fast)}"


def _name_with_share(rows: list[ProgressByArea], text: Text) -> str:
    words = [text("map.alt_unit", name=row.unit_name, share=formats.percent(row.share, text.language)) for row in rows]
    return words[0] if words else "–"
