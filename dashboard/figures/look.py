"""The one theme of all figures: colours safe for colour-blind readers, light and dark, and the base layout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard import formats
from dashboard.text import Text
from dashboard.units import REFORM_DAY

Trace = dict[str, Any]
FONT = "Be Vietnam Pro, sans-serif"
# Days up to which an axis of dates names days, and milliseconds between two ticks up to which it does beyond.
SEASON, FORTNIGHT = 120, 14 * 24 * 3600 * 1000

# Bands of a share, in one hue order of falling lightness, so that they stay ordered in grey too.
BANDS = ((0.0, "#e3edb9"), (0.2, "#aed9b3"), (0.4, "#68bcbb"), (0.6, "#3591bb"), (0.8, "#20609f"), (1.0, "#2a1052"))
# Bands of the pace against what a day needs, parted at just enough: too slow in purple, fast enough in green.
NEEDS = ((0.0, "#4a1452"), (0.5, "#96539b"), (0.8, "#ecd3e8"), (1.0, "#cbe6d6"), (1.25, "#58a98a"), (2.0, "#0b5a44"))
# On dark grounds the best are light: the same order, so that more is always further from the ground.
DARK_BANDS = tuple(
    (low, colour)
    for (low, _), colour in zip(BANDS, ("#43308f", "#20609f", "#3591bb", "#68bcbb", "#aed9b3", "#e3edb9"), strict=True)
)
DARK_NEEDS = tuple(
    (low, colour)
    for (low, _), colour in zip(NEEDS, ("#ecd3e8", "#96539b", "#5d2266", "#17664f", "#58a98a", "#cbe6d6"), strict=True)
)
# Between the two sides of the bands above: a change of nothing, on light and on dark grounds.
SAME, DARK_SAME = "#f4f1d0", "#2c3543"
# The states that are not a value: distinct from every band for colour-blind readers too (a test simulates them).
STATES = {
    "zero": "#ffd89a",
    "not_reported": "#96909a",
    "suppressed": "#cda9e0",
    "not_divisible": "#96786e",
    "not_existing": "#f0f2f7",
}
NO_DENOMINATOR = "#c99a72"
LATE = "#d9600b"


@dataclass(frozen=True)
class Look:
    """Colours of one mode."""

    name: str
    surface: str
    ink: str
    muted: str
    grid: str
    weekend: str
    holiday: str
    event: str
    series: tuple[str, ...]
    bands: tuple[tuple[float, str], ...] = BANDS
    needs: tuple[tuple[float, str], ...] = NEEDS
    same: str = SAME
    # Letters and lines grow by this factor: a wall is read from six metres, and its pixels are what they are.
    scale: float = 1.0
    # The part of a chart's width that the newest figure, right of its point, needs.
    label_room: float = 0.11


LIGHT = Look(
    name="light",
    surface="#ffffff",
    ink="#1b2330",
    muted="#566072",
    grid="#e4e8ee",
    weekend="rgba(86,96,114,0.10)",
    holiday="rgba(217,96,11,0.20)",
    event="rgba(86,96,114,0.22)",
    series=("#0b5fa5", "#c04a06", "#0a7658", "#9a3df0", "#571d05", "#2b3340"),
)
DARK = Look(
    name="dark",
    surface="#12171f",
    ink="#eef1f6",
    muted="#a9b3c3",
    grid="#2c3543",
    weekend="rgba(169,179,195,0.13)",
    holiday="rgba(255,157,92,0.24)",
    event="rgba(169,179,195,0.26)",
    series=("#5fb0f0", "#ff9d5c", "#4fd1a5", "#c34bff", "#fff6c0", "#9a8fa6"),
    bands=DARK_BANDS,
    needs=DARK_NEEDS,
    same=DARK_SAME,
)
LOOKS = {"light": LIGHT, "dark": DARK}
# The wall's: grounds a little deeper, letters a little stronger, so that all words reach a contrast of seven to one.
WALL_LOOKS = {
    "light": replace(
        LIGHT,
        surface="#f7f8fa",
        ink="#10151d",
        muted="#3d4653",
        grid="#d3d9e1",
        series=("#08508f", "#8f3600", "#06573f", *LIGHT.series[3:]),
    ),
    "dark": replace(DARK, surface="#0a0e14", ink="#f5f7fa", muted="#b9c3d1", grid="#252d39"),
}


def base(
    look: Look, text: Text, height: int, traces: Sequence[Trace] = (), layout: Mapping[str, Any] | None = None
) -> go.Figure:
    """Traces in the house's layout: own font, language's separators, no frame, fixed height.

    layout: what the figure adds to it. All is given to plotly at once and unchecked, for each change of a figure and
    each check of it costs milliseconds; a test lets plotly check every figure.
    """
    whole = _layout(look, text, height)
    for name, value in (layout or {}).items():
        whole[name] = {**whole.get(name, {}), **value} if isinstance(value, dict) else value
    return go.Figure({"data": list(traces), "layout": whole}, _validate=False)


def _layout(look: Look, text: Text, height: int) -> dict[str, Any]:
    axis = {
        "gridcolor": look.grid, "zeroline": False, "tickfont": {"color": look.muted}, "automargin": True,
        "fixedrange": True,
    }  # fmt: skip
    return {
        "template": {},
        "height": height,
        "font": {"family": FONT, "size": 13 * look.scale, "color": look.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 0, "r": 8, "t": 8, "b": 0},
        "separators": formats.separators(text.language),
        "showlegend": False,
        "hoverlabel": {"bgcolor": look.surface, "bordercolor": look.grid, "font": {"family": FONT, "color": look.ink}},
        "dragmode": False,
        "xaxis": {**axis, "showgrid": False},
        "yaxis": {**axis, "tickformat": ",d", "rangemode": "tozero"},
    }


def reform_mark(first: pd.Timestamp, last: pd.Timestamp, text: Text, look: Look) -> dict[str, list[dict[str, Any]]]:
    """A line at the day on which the units changed, with its words, where the axis of dates holds it."""
    day = pd.Timestamp(REFORM_DAY)
    if not first < day < last:
        return {"shapes": [], "annotations": []}
    place = {"xref": "x", "yref": "paper"}
    line = {"color": look.muted, "width": 1.5 * look.scale, "dash": "dot"}
    ends = {"x0": f"{day:%Y-%m-%d}", "x1": f"{day:%Y-%m-%d}", "y0": 0, "y1": 1}
    # Words on the emptier side: a curve rises to the right.
    side, shift = ("right", -5) if day - first > last - day else ("left", 5)
    words = {
        "x": f"{day:%Y-%m-%d}", "y": 1, "xanchor": side, "align": side, "xshift": shift, "yanchor": "top",
        "showarrow": False, "text": text("reform.mark").replace(": ", ":<br>"),
        "font": {"size": 12 * look.scale, "color": look.muted},
    }  # fmt: skip
    return {"shapes": [{"type": "line", **place, **ends, "line": line}], "annotations": [{**place, **words}]}


def broken(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """A line's points with one without a count before each that leaps (is_leap): no line leads up to it."""
    gaps = rows[rows["is_leap"]]
    unknown = gaps[column].where(pd.Series(False, index=gaps.index))
    return pd.concat([gaps.assign(**{column: unknown}), rows]).sort_index(kind="stable") if len(gaps) else rows


def date_ticks(days: int) -> dict[str, Any]:
    """An axis of dates as numbers, for plotly's month names stay English: dd/mm up to a season, mm/yyyy beyond.

    How many ticks is left to plotly, which knows the width: a number of ours made them run together on a phone.
    Where it sets two in a month, both have their day: the same month stood twice.
    """
    return {
        "type": "date",
        "tickformat": formats.DAY_MONTH if days <= SEASON else formats.MONTH,
        "tickformatstops": [{"dtickrange": [None, FORTNIGHT], "value": formats.DAY_MONTH}],
        "hoverformat": formats.DAY,
        "tickangle": 0,
        "ticklabeloverflow": "hide past div",
        # The first date stands below the upright axis' zero, and must not touch it.
        "ticklabelstandoff": 6,
    }
