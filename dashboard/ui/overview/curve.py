"""The overview's cumulative curve with the path to each target."""

from dataclasses import dataclass
from html import escape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import figures, formats
from dashboard.briefing import course
from dashboard.figures.curve import known_points
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import reform, session, table, view
from dashboard.ui.shell.table import Cell


@dataclass(frozen=True)
class Drawn:
    """The figure, its legend, the sentence that says the same, and the table behind it."""

    legend: list[tuple[str, str, bool]]
    figure: go.Figure
    alt: str
    table: str


def show_curve(selection: Selection, text: Text) -> None:
    """Nothing where the unit has no figures: the headline already says so."""
    drawn = session.remembered(_drawn, selection, session.look())
    if drawn is None:
        return
    view.show_heading(text("overview.curve"))
    view.show_line_legend(drawn.legend)
    view.show_figure(drawn.figure, drawn.alt, "overview_curve")
    reform.show_newcomers(selection, text)
    st.html(drawn.table)


def _drawn(selection: Selection, look: figures.Look) -> Drawn | None:
    text, found = Text(selection.lang), session.warehouse()
    course_of = found and course.of_unit(found, selection)
    if not course_of:
        return None
    flow, targets = course_of.flow, course_of.targets
    return Drawn(
        figures.curve_legend(targets, text, look),
        figures.progress_curve(flow, targets, selection.stage, text, look),
        figures.curve_alt(flow, targets, selection.stage, text),
        _folded(known_points(flow, selection.stage), selection, text),
    )


def _folded(points: list[tuple[pd.Timestamp, int]], selection: Selection, text: Text) -> str:
    """The same figures as a table, newest first, shut until it is asked for."""
    words = text(f"counted.{selection.stage}")
    rows = [[Cell(formats.date(day)), Cell(formats.count(count, text.language), True)] for day, count in points[::-1]]
    listed = table.html([(text("overview.published_date"), False), (words, True)], rows, text("overview.curve"), 300)
    return f'<details class="folded"><summary>{escape(text("trend.table"))}</summary>{listed}</details>'
