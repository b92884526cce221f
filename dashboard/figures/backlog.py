"""What waits in each unit, before approval and before activation, as bars one behind the other."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures.look import Look, Trace, base
from dashboard.rows import PipelineByArea
from dashboard.text import Text

ROW, EDGE = 30, 50
# Which of the look's series each stage has.
COLOURS = {"unactivated": 0, "unapproved": 1}
MOST_IN_WORDS = 3


def is_backlog_drawn(rows: Sequence[PipelineByArea]) -> bool:
    """Whether there is anything to draw."""
    return any(_length(getattr(row, name)) > 0 for row in rows for name in COLOURS)


def backlog_chart(rows: Sequence[PipelineByArea], text: Text, look: Look) -> go.Figure:
    """The first row on top; what is hidden or not known has no length."""
    layout = {
        "barmode": "stack",
        "bargap": 0.3,
        "xaxis": {"showgrid": True, "tickformat": ",d", "rangemode": "tozero", "side": "top", "nticks": 6},
        "yaxis": {
            "autorange": "reversed",
            "tickformat": "",
            "rangemode": "normal",
            "type": "category",
            "ticklabelstandoff": 6,
        },
        "margin": {"r": 60 * look.scale},
    }
    traces = [_bars(name, rows, text, look) for name in COLOURS]
    return base(look, text, int((EDGE + ROW * len(rows)) * look.scale), traces, layout)


def _bars(name: str, rows: Sequence[PipelineByArea], text: Text, look: Look) -> Trace:
    counts = [_length(getattr(row, name)) for row in rows]
    words = [formats.count(count, text.language) for count in counts]
    return {
        "type": "bar",
        "orientation": "h",
        "x": counts,
        "y": [row.unit_name for row in rows],
        "marker": {"color": look.series[COLOURS[name]], "line": {"width": 0}},
        "customdata": words,
        "hovertemplate": f"%{{y}}<br>{text(f'pipeline.column_{name}')}: <b>%{{customdata}}</b><extra></extra>",
    }


def _length(number: float) -> int:
    return 0 if pd.isna(number) or number < 0 else int(number)


def backlog_legend(text: Text, look: Look) -> list[tuple[str, str, bool]]:
    """Colour and words of each stage."""
    return [(look.series[colour], text(f"pipeline.column_{name}"), False) for name, colour in COLOURS.items()]


def backlog_alt(rows: Sequence[PipelineByArea], text: Text) -> str:
    """The longest bars in words."""
    first = [
        text(
            "pipeline.alt_unit",
            unit=row.unit_name,
            unactivated=formats.count_or_dash(row.unactivated, text.language),
            unapproved=formats.count_or_dash(row.unapproved, text.language),
        )
        for row in rows[:MOST_IN_WORDS]
    ]
    return text("pipeline.alt", n=len(rows), first="; ".join(first))
