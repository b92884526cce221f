"""The overview's cumulative curve with the path to each target."""

import datetime as dt

import streamlit as st

from dashboard import figures, queries
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui import session, view

# More than this many days are drawn by week: the eye sees the same line from a seventh of the points.
DAYS_BY_DAY = 150


def show_curve(chosen: Selection, text: Text) -> None:
    """Nothing where the unit has no figures: the headline already says so."""
    edition = session.known().editions.get(chosen.edition)
    if edition is None or chosen.as_of < edition.first_day:
        return
    database, days = session.database(), (edition.first_day, chosen.as_of)
    step = "week" if (chosen.as_of - edition.first_day) > dt.timedelta(days=DAYS_BY_DAY) else "day"
    flow = queries.flow_by_period(
        database, edition=chosen.edition, unit=chosen.unit, days=days, level=chosen.level, step=step
    )
    if flow[chosen.stage].notna().sum() == 0:
        return
    targets = queries.target_by_issuer(database, edition=chosen.edition, unit=chosen.unit, level=chosen.level)
    targets = figures.targets_in_view(targets, chosen.as_of, chosen.stage)
    st.subheader(text("overview.curve"), anchor=False)
    view.show_line_legend(figures.curve_legend(targets, text, session.look()))
    figure = figures.progress_curve(flow, targets, chosen.stage, text, session.look())
    view.show_figure(figure, figures.curve_alt(flow, targets, chosen.stage, text), "overview_curve")
