"""A funnel plot: each unit's rate against its size, between limits that narrow with size."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures.look import Look, Trace, base
from dashboard.text import Text

HEIGHT = 420
# Of the units beyond the outer limits so many go by name in the picture, each with room for its name: a part of the
# width and of the height.
MOST_NAMED = 8
ROOM = (0.22, 0.09)
# From a largest unit so many times the smallest on, sizes stand on a logarithmic axis: else most lie in one corner.
FAR_APART = 12
# Marks by where a unit lies: form says what colour says, and a full mark is beyond the outer limit.
SYMBOLS = {-2: "triangle-down", -1: "triangle-down-open", 0: "circle", 1: "triangle-up-open", 2: "triangle-up"}
COLOURS = {-2: 1, -1: 1, 0: 0, 1: 2, 2: 2}


@dataclass(frozen=True)
class Dot:
    """A unit in the picture: size, rate, where it lies (-2 to 2, as in SYMBOLS), its name and what its hover tells."""

    size: float
    rate: float
    beyond: int
    name: str
    told: str


@dataclass(frozen=True)
class Edges:
    """The line of all together, and by size the inner and the outer limits, each a lower and an upper one."""

    centre: float
    sizes: Sequence[float]
    inner: tuple[Sequence[float], Sequence[float]]
    outer: tuple[Sequence[float], Sequence[float]]


def funnel_chart(
    dots: Sequence[Dot], edges: Edges, titles: tuple[str, str], text: Text, look: Look, digits: int = 0
) -> go.Figure:
    """dots: the furthest first; titles: of the axis of sizes and that of rates; digits: of the latter."""
    traces = [_limit(edges, pair[side], dash, look) for pair, dash in _pairs(edges) for side in (0, 1)]
    ends = [edges.sizes[0], edges.sizes[-1]]
    centre = {"color": look.muted, "width": 1.5 * look.scale}
    traces.append({"type": "scatter", "x": ends, "y": [edges.centre] * 2, "mode": "lines", "line": centre,
                   "hoverinfo": "skip"})  # fmt: skip
    named = _named(dots, edges)
    traces += [_marks([dot for dot in dots if dot.beyond == beyond], beyond, named, look) for beyond in SYMBOLS]
    is_log = edges.sizes[-1] > FAR_APART * edges.sizes[0]
    # Both hundreds of units and tens of thousands have whole numbers that readers know.
    along = {"type": "log", "dtick": "D2"} if is_log else {"type": "linear", "nticks": 8}
    axis = {
        "title": {"text": titles[0], "standoff": 12, "font": {"size": 12 * look.scale}},
        "tickformat": ",d",
        "tickangle": 0,
        "ticklabelstandoff": 6,
    }
    layout = {
        "hovermode": "closest",
        "xaxis": {**axis, **along, "showgrid": False},
        "yaxis": {
            "title": {"text": titles[1], "font": {"size": 12 * look.scale}},
            "tickformat": f".{digits}%",
            "rangemode": "normal",
        },
        "margin": {"r": 24, "b": 8},
    }
    return base(look, text, HEIGHT, [trace for trace in traces if trace["x"]], layout)


def funnel_legend(edges: Edges, text: Text, look: Look, digits: int = 0) -> list[tuple[str, str, bool]]:
    """Colour, words and whether dashed, for each line."""
    return [
        (look.muted, text("compare.funnel_centre", share=formats.percent(edges.centre, text.language, digits)), False),
        (look.muted, text("compare.funnel_inner"), True),
        (look.series[3], text("compare.funnel_outer"), True),
    ]


def _pairs(edges: Edges) -> list[tuple[tuple[Sequence[float], Sequence[float]], str]]:
    return [(edges.inner, "dash"), (edges.outer, "dot")]


def _limit(edges: Edges, values: Sequence[float], dash: str, look: Look) -> Trace:
    colour = look.muted if dash == "dash" else look.series[3]
    return {
        "type": "scatter", "x": list(edges.sizes), "y": list(values), "mode": "lines", "hoverinfo": "skip",
        "line": {"color": colour, "width": 1.2 * look.scale, "dash": dash},
    }  # fmt: skip


def _named(dots: Sequence[Dot], edges: Edges) -> set[str]:
    """The units that go by name: of those beyond the outer limits the first ones whose names have room."""
    wide = edges.sizes[-1] - edges.sizes[0] or 1
    tall = max(dot.rate for dot in dots) - min(dot.rate for dot in dots) or 1
    chosen: list[Dot] = []
    for dot in dots:
        is_free = all(
            abs(dot.size - other.size) > wide * ROOM[0] or abs(dot.rate - other.rate) > tall * ROOM[1]
            for other in chosen
        )
        if abs(dot.beyond) == 2 and is_free and len(chosen) < MOST_NAMED:
            chosen.append(dot)
    return {dot.name for dot in chosen}


def _marks(dots: Sequence[Dot], beyond: int, named: set[str], look: Look) -> Trace:
    return {
        "type": "scatter",
        "x": [dot.size for dot in dots],
        "y": [dot.rate for dot in dots],
        "mode": "markers+text",
        "text": [dot.name if abs(beyond) == 2 and dot.name in named else "" for dot in dots],
        "textposition": "top center" if beyond > 0 else "bottom center",
        "textfont": {"size": 12 * look.scale, "color": look.ink},
        "customdata": [dot.told for dot in dots],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {
            "symbol": SYMBOLS[beyond],
            "size": (9 if beyond else 7) * look.scale,
            "color": look.series[COLOURS[beyond]],
            "opacity": 1 if beyond else 0.6,
            "line": {"width": 1.5 * look.scale if abs(beyond) == 1 else 0},
        },
        "cliponaxis": False,
    }
