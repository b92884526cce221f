"""The overview's cumulative curve with the path to each target."""

import datetime as dt

import plotly.graph_objects as go
import streamlit as st

from dashboard import figures, queries
from dashboard.briefing import area
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui import reform, session, view

# More than this many days are drawn by week: the eye sees the same line from a seventh of the points.
DAYS_BY_DAY = 150


def show_curve(chosen: Selection, text: Text) -> None:
    """Nothing where the unit has no figures: the headline already says so."""
    drawn = session.remembered(_drawn, chosen, session.look())
    if drawn is None:
        return
    legend, figure, alt = drawn
    st.subheader(text("overview.curve"), anchor=False)
    view.show_line_legend(legend)
    view.show_figure(figure, alt, "overview_curve")
    reform.show_newcomers(chosen, text)


def _drawn(chosen: Selection, look: figures.Look) -> tuple[list[tuple[str, str, bool]], go.Figure, str] | None:
    """Legend, figure and the sentence that says the same."""
    known, text = session.known().days, Text(chosen.lang)
    if known is None or chosen.as_of < known[0]:
        return None
    database, days = session.database(), (known[0], chosen.as_of)
    step = "week" if (chosen.as_of - known[0]) > dt.timedelta(days=DAYS_BY_DAY) else "day"
    small = session.measure().small_count
    flow = queries.flow_by_period(
        database, edition=chosen.edition, unit=chosen.unit, days=days, level=chosen.level, step=step,
        small_count=small,
    )  # fmt: skip
    if flow[chosen.stage].notna().sum() == 0:
        return None
    edition, unit = area.whose_targets(chosen)
    targets = queries.target_by_issuer(database, edition=edition, unit=unit, level=chosen.level, small_count=small)
    targets = figures.targets_in_view(targets, chosen.as_of, chosen.stage)
    return (
        figures.curve_legend(targets, text, look),
        figures.progress_curve(flow, targets, chosen.stage, text, look),
        figures.curve_alt(flow, targets, chosen.stage, text),
    )
