"""The overview's cumulative curve with the path to each target."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from dashboard import figures, formats
from dashboard.briefing.curves.curve import Curve
from dashboard.figures.curve import known_points
from dashboard.markup import Cell, Heading, folded, table
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session, view
from dashboard.ui.shell.events import event_list
from dashboard.ui.shell.sources import Opener
from dashboard.wording.summary import headline as wording


@dataclass(frozen=True)
class Drawn:
    """The figure, its legend, the sentence that says the same, and the table behind it."""

    legend: list[tuple[str, str, bool]]
    figure: go.Figure
    alt: str
    table: Markup
    events: Markup


def show_curve(curve: Curve | None, selection: Selection, text: Text) -> None:
    """Nothing where the unit has no figures: the headline already says so."""
    if curve is None:
        return
    look = session.look()
    drawn = session.remembered_here(_drawn, curve, selection, look, text, key=(selection, look))
    view.show_heading(text("overview.curve"))
    view.show_line_legend(drawn.legend)
    view.show_figure(drawn.figure, drawn.alt, "overview_curve")
    for leap in curve.leaps:
        st.caption(wording.leap(leap, text))
    st.html(drawn.table + drawn.events)


def _drawn(curve: Curve, selection: Selection, look: figures.Look, text: Text) -> Drawn:
    flow, targets, stage = curve.flow, curve.targets, selection.stage
    marked = figures.drawn_events(curve.events, *figures.curve_span(flow, targets))
    return Drawn(
        figures.curve_legend(targets, text, look),
        figures.progress_curve(flow, targets, stage, text, look, curve.is_sparse, marked),
        figures.curve_alt(flow, targets, stage, text),
        folded(text("trend.table"), _table(known_points(flow, stage), selection, text)),
        event_list(curve.events, marked, text),
    )


def _table(points: list[tuple[pd.Timestamp, int]], selection: Selection, text: Text) -> Markup:
    """The same figures, newest first."""
    headings = [Heading(text("overview.published_date")), Heading(text(f"counted.{selection.stage}"), True)]
    opener, opens = Opener("overview", selection), text("trace.open")
    rows = [
        [
            Cell(formats.date(day)),
            Cell(formats.count(count, text.language), True, link=opener(as_of=day.date()), title=opens),
        ]
        for day, count in points[::-1]
    ]
    return table(headings, rows, text("overview.curve"), 300)
