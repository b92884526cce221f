"""How far forecasts can be trusted: what came of them on simulated campaigns, and what was published of the nation."""

import pandas as pd
import streamlit as st

from dashboard import figures, formats
from dashboard.briefing.backtest import COLUMNS, Horizon
from dashboard.markup import Cell, Heading, table
from dashboard.rows import PublishedByMetric, each_row
from dashboard.text import Text

# Shares of how often; the others are scores.
SHARES = ("date_80", "early", "late", "count_80")


def show_backtest(horizons: tuple[Horizon, ...], published: pd.DataFrame, text: Text) -> None:
    """Both tables, shut until a reader asks."""
    with st.expander(text("forecast.trust")):
        st.caption(text("forecast.trust_how"))
        headings = [
            Heading(text("forecast.trust_days")),
            *(Heading(text(f"forecast.trust_{name}"), True) for name in COLUMNS),
        ]
        rows = [[Cell(_days(one, text)), *(_cell(one, name, text) for name in COLUMNS)] for one in horizons]
        st.html(table(headings, rows, text("forecast.trust")))
        points = figures.activated_points(published)
        if len(points):
            st.caption(text("forecast.published", n=len(points)))
            st.html(_published(points, text))


def _days(one: Horizon, text: Text) -> str:
    return text("forecast.trust_all") if one.days is None else text("forecast.trust_ahead", n=one.days)


def _cell(one: Horizon, name: str, text: Text) -> Cell:
    number = one.figures[name]
    if number is None:
        return Cell(formats.NOTHING, True)
    return Cell(
        formats.percent(number, text.language, 0) if name in SHARES else formats.decimal(number, text.language, 2), True
    )


def _published(points: pd.DataFrame, text: Text) -> str:
    """Each point with what a day brought since the one before: it varies too much, and too few are known."""
    headings = [
        Heading(text("overview.published_date")),
        Heading(text("metric.accounts_activated"), True),
        Heading(text("column.pace_7"), True),
    ]
    rows, before = [], None
    for row in each_row(points, PublishedByMetric):
        pace = formats.NOTHING
        if before is not None and row.date > before.date and row.metric == before.metric:
            pace = formats.count((row.value - before.value) / (row.date - before.date).days, text.language)
        rows.append(
            [Cell(formats.date(row.date)), Cell(formats.count(int(row.value), text.language), True), Cell(pace, True)]
        )
        before = row
    return table(headings, rows, text("forecast.published", n=len(points)), 300)
