"""The overview's cumulative curve with the path to each target."""

import plotly.graph_objects as go
import streamlit as st

from dashboard import figures
from dashboard.briefing import course
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui import reform, session, view


def show_curve(chosen: Selection, text: Text) -> None:
    """Nothing where the unit has no figures: the headline already says so."""
    drawn = session.remembered(_drawn, chosen, session.look())
    if drawn is None:
        return
    legend, figure, alt = drawn
    st.header(text("overview.curve"), anchor=False)
    view.show_line_legend(legend)
    view.show_figure(figure, alt, "overview_curve")
    reform.show_newcomers(chosen, text)


def _drawn(chosen: Selection, look: figures.Look) -> tuple[list[tuple[str, str, bool]], go.Figure, str] | None:
    """Legend, figure and the sentence that says the same."""
    text, found = Text(chosen.lang), session.warehouse()
    drawn = found and course.of_unit(found, chosen)
    if not drawn:
        return None
    flow, targets = drawn.flow, drawn.targets
    return (
        figures.curve_legend(targets, text, look),
        figures.progress_curve(flow, targets, chosen.stage, text, look),
        figures.curve_alt(flow, targets, chosen.stage, text),
    )
