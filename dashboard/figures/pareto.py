"""Parts of a whole as bars, the largest first, with the share that each and those before it make: a Pareto chart."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures.look import Look, base
from dashboard.text import Text

ROW, EDGE = 34, 70
# Letters in a line of a bar's name: what a phone has room for.
LETTERS = 16


@dataclass(frozen=True)
class ParetoBar:
    """A bar: its name, count, the words of the count, and the share up to it."""

    name: str
    count: int
    words: str
    share_up_to: float


def pareto_chart(bars: Sequence[ParetoBar], text: Text, look: Look) -> go.Figure:
    """Bars lie, so that names can be read on a phone; the line of shares goes down beside them."""
    names = [_in_lines(bar.name) for bar in bars]
    shares = [formats.percent(bar.share_up_to, text.language) for bar in bars]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "x": [bar.count for bar in bars],
            "y": names,
            "marker": {"color": look.series[0], "line": {"width": 0}},
            "customdata": [bar.words for bar in bars],
            "hovertemplate": "%{y}: <b>%{customdata}</b><extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "lines+markers",
            "xaxis": "x2",
            "x": [bar.share_up_to for bar in bars],
            "y": names,
            "line": {"color": look.series[1], "width": 2 * look.scale},
            "marker": {"color": look.series[1], "size": 7 * look.scale},
            "customdata": shares,
            "hovertemplate": f"%{{y}}<br>{text('reasons.column_share_up_to')}: <b>%{{customdata}}</b><extra></extra>",
        },
    ]
    layout = {
        "bargap": 0.3,
        "xaxis": {"showgrid": False, "tickformat": ",d", "rangemode": "tozero", "side": "bottom", "nticks": 5},
        "xaxis2": {
            "overlaying": "x",
            "side": "top",
            "range": [0, 1.04],
            "tickformat": ".0%",
            "tickmode": "array",
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "showgrid": True,
            "gridcolor": look.grid,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"color": look.series[1]},
        },
        "yaxis": {"autorange": "reversed", "tickformat": "", "rangemode": "normal", "type": "category"},
        "margin": {"r": 30 * look.scale, "t": 30 * look.scale},
    }
    return base(look, text, int((EDGE + ROW * len(bars)) * look.scale), traces, layout)


def _in_lines(name: str) -> str:
    """The name in two lines at most, parted where a word ends."""
    words, first = name.split(), ""
    while words and (not first or len(f"{first} {words[0]}") <= LETTERS):
        first = f"{first} {words.pop(0)}".strip()
    return "<br>".join(filter(None, (first, " ".join(words))))


def pareto_legend(text: Text, look: Look) -> list[tuple[str, str, bool]]:
    """Colour and words of the bars and of the line."""
    return [
        (look.series[0], text("reasons.column_count"), False),
        (look.series[1], text("reasons.column_share_up_to"), False),
    ]


def pareto_alt(bars: Sequence[ParetoBar], text: Text) -> str:
    """Every bar in words."""
    said = [f"{bar.name}: {bar.words} ({formats.percent(bar.share_up_to, text.language)})" for bar in bars]
    return text("reasons.alt", bars="; ".join(said))
