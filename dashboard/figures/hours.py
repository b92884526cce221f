"""Hours by kind of day: what a day brings, the more the stronger its colour."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures.look import Look, base
from dashboard.text import Text

ROW, EDGE = 36, 44


def hours_chart(
    cells: Mapping[tuple[str, str], float | None], names: tuple[Sequence[str], Sequence[str]], text: Text, look: Look
) -> go.Figure:
    """cells: by the names of (kind of day, hours), None where nothing may be shown, which stays empty."""
    days, bands = names
    rows = [[cells.get((day, band)) for band in bands] for day in days]
    known = [value for row in rows for value in row if value is not None]
    top = max(known, default=0) or 1
    words = [["" if value is None else formats.decimal(value, text.language, 1) for value in row] for row in rows]
    # Those that lie nearest to the ground, on which the ink can be read.
    colours = [colour for _, colour in look.bands[: 3 if look.name == "light" else 2]]
    scale = [[turn / (len(colours) - 1), colour] for turn, colour in enumerate(colours)]
    traces = [
        {
            "type": "heatmap",
            "x": list(bands),
            "y": list(days),
            "z": rows,
            "zmin": 0,
            "zmax": top,
            "colorscale": scale,
            "showscale": False,
            "xgap": 2,
            "ygap": 2,
            "hoverongaps": False,
            "text": words,
            "texttemplate": "%{text}",
            "textfont": {"color": look.ink},
            "hovertemplate": f"%{{y}}, %{{x}}: <b>%{{text}}</b> {text('teams.per_day')}<extra></extra>",
        }
    ]
    layout = {
        "xaxis": {
            "side": "top",
            "type": "category",
            "showgrid": False,
            # In two lines hours stand apart on a phone too.
            "tickvals": list(bands),
            "ticktext": [band.replace("–", "–<br>") for band in bands],
        },
        "yaxis": {
            "autorange": "reversed",
            "type": "category",
            "tickformat": "",
            "rangemode": "normal",
            "showgrid": False,
            "ticks": "",
            "ticklabelstandoff": 6,
        },
    }
    return base(look, text, int((EDGE + ROW * len(days)) * look.scale), traces, layout)


def hours_alt(cells: Mapping[tuple[str, str], float | None], text: Text) -> str:
    """The three cells with most."""
    known = sorted(((value, *names) for names, value in cells.items() if value), key=lambda each: -each[0])
    most = "; ".join(f"{day}, {band}: {formats.decimal(value, text.language, 1)}" for value, day, band in known[:3])
    return text("teams.alt", most=most or formats.NOTHING)
