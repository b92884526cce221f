"""Published figures about the chosen unit, labelled as such."""

import pandas as pd
import streamlit as st

from dashboard import figures, formats, queries, units
from dashboard.frames import Row, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui import session, table, view
from dashboard.ui.table import Cell

POINTS_FOR_A_CURVE = 3


def show_published(chosen: Selection, text: Text) -> None:
    """Nothing where nobody printed a figure of this unit. The nation is one unit through both editions."""
    edition = None if chosen.unit == units.NATION else chosen.edition
    rows = queries.published_by_metric(session.database(), unit=chosen.unit, edition=edition)
    if rows.empty:
        return
    st.subheader(text("overview.published"), anchor=False)
    st.caption(text("overview.published_note"))
    if len(figures.activated_points(rows)) >= POINTS_FOR_A_CURVE:
        view.show_line_legend(figures.published_legend(rows, text, session.look()))
        figure = figures.published_curve(rows, text, session.look())
        view.show_figure(figure, figures.published_alt(rows, text), "published_curve")
    headings = [(text(f"overview.published_{name}"), name == "value") for name in ("date", "metric", "value", "source")]
    cells = [_row(row, text) for row in each_row(rows)]
    st.html(table.html(headings, cells, text("overview.published"), 360))


def _row(row: Row, text: Text) -> list[Cell]:
    return [
        Cell(formats.date(row.date)),
        Cell(text(f"metric.{row.metric}")),
        Cell(_figure(row, text), True),
        Cell(row.source_url.split("/")[2], link=row.source_url),
    ]


def _figure(row: Row, text: Text) -> str:
    language = text.language
    parts = []
    if not pd.isna(row.value):
        parts.append(formats.count(row.value, language))
    if not pd.isna(row.value_high):
        parts[-1] += f"–{formats.count(row.value_high, language)}"
    if not pd.isna(row.denominator):
        parts.append(f"/ {formats.count(row.denominator, language)}")
    if not pd.isna(row.percent):
        # As many decimals as the source printed.
        digits = len(f"{row.percent:g}".partition(".")[2])
        parts.append(f"· {formats.percent(row.percent / 100, language, digits)}")
    return " ".join(parts)
