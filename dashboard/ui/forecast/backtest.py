"""How far forecasts can be trusted: what came of them on simulated campaigns, and what was published of the nation."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard import briefing, formats
from dashboard.briefing.published import Point
from dashboard.forecasts import measured
from dashboard.forecasts.measured import Row
from dashboard.markup import Cell, Heading, table
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session

SHARES = ("date_80", "date_early", "date_late", "count_80")
SCORES = {"brier_skill": 2, "pinball": 1}
NAMES = {
    "all": "forecast.trust_all",
    "last week's pace": "forecast.trust_last_week",
    "straight line": "forecast.trust_straight",
    "logistic curve": "forecast.trust_logistic",
}


def show_backtest(selection: Selection, text: Text) -> None:
    """Both tables, shut until a reader asks."""
    database = session.database()
    published = session.remembered(briefing.published.points, database, selection, key=selection)
    with st.expander(text("forecast.trust")):
        rows = measured.rows()
        said = {"seeds": rows[0].seeds, "date": formats.date(rows[0].made_on)}
        st.caption(text("forecast.trust_how", **said))
        columns = (*SHARES, *SCORES)
        headings = [
            Heading(text("forecast.trust_days")),
            *(Heading(text(f"forecast.trust_{c}"), True) for c in columns),
        ]
        st.html(table(headings, [_row(row, text) for row in rows], text("forecast.trust")))
        if published:
            st.caption(text("forecast.published", n=len(published)))
            st.html(_published(published, text))


def _row(row: Row, text: Text) -> list[Cell]:
    shares = (formats.percent(getattr(row, name), text.language, 0) for name in SHARES)
    scores = (formats.decimal(getattr(row, name), text.language, places) for name, places in SCORES.items())
    return [Cell(_name(row.horizon, text)), *(Cell(number, True) for number in (*shares, *scores))]


def _name(horizon: str, text: Text) -> str:
    """So many days ahead, all, or a rival's name."""
    if horizon.isdigit():
        return text("forecast.trust_ahead", n=int(horizon))
    return text(NAMES[horizon])


def _published(points: Sequence[Point], text: Text) -> Markup:
    """Each point with what a day brought since the one before: it varies too much, and too few are known."""
    names = ("overview.published_date", "metric.accounts_activated", "column.pace_7")
    headings = [Heading(text(name), place > 0) for place, name in enumerate(names)]
    rows = [
        [
            Cell(formats.date(point.day)),
            Cell(formats.count(point.accounts, text.language), True),
            Cell(formats.count_or_dash(point.a_day, text.language), True),
        ]
        for point in points
    ]
    return table(headings, rows, text("forecast.published", n=len(points)), 300)
