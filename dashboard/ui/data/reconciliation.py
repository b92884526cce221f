"""Where two sources report the same thing, and whether they agree."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import figures, formats, queries
from dashboard.markup import Cell, Heading, table
from dashboard.rows import ReconciliationByUnit, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session, view

MOST_ROWS = 100
COMPARISONS = ("detailed", "levels", "parts")
COLUMNS = ("unit", "what", "span", "reported", "counted", "difference", "differing")
NUMBERS = ("reported", "counted", "difference", "differing")


def show_reconciliation(selection: Selection, text: Text) -> None:
    """The differences of the selected unit and of those within it, with how much was compared."""
    unit = view.unit_name(selection)
    rows = queries.reconciliation_by_unit(
        session.database(),
        edition=selection.edition,
        parent=selection.unit,
        as_of=selection.as_of,
    )
    title = text("data.sources", unit=unit)
    view.show_heading(title)
    if rows.empty:
        st.caption(text("data.sources_none", unit=unit))
        return
    numbers = {name: formats.count(int(rows[name].sum()), text.language) for name in ("compared", "differing")}
    differing = rows[rows["differing"] > 0]
    st.caption(text("data.sources_how"))
    st.caption(text("data.sources_counted", **numbers))
    if not differing.empty:
        st.html(session.remembered(_listed, differing, title, text, key=selection.where))


def _listed(differing: pd.DataFrame, title: str, text: Text) -> Markup:
    headings = [Heading(text(f"data.source_{name}"), name in NUMBERS) for name in COLUMNS]
    small = session.measure().small_count
    cells = [_pair(row, small, text) for row in each_row(differing.head(MOST_ROWS), ReconciliationByUnit)]
    return table(headings, cells, title, 420)


def _pair(row: ReconciliationByUnit, small: int, text: Text) -> list[Cell]:
    first, last = formats.date(row.date_from), formats.date(row.date_to)
    what = (text(f"data.compare_{row.comparison}"), text(f"stage.{row.stage}"), text(f"level.{row.level}"))
    language = text.language
    is_hidden = not (pd.isna(row.reported_why) and pd.isna(row.counted_why))
    return [
        Cell(row.unit_name),
        Cell(" · ".join(what)),
        Cell(first if first == last else f"{first} – {last}"),
        Cell(figures.count_in_words(row.reported, row.reported_why, small, text), True),
        Cell(figures.count_in_words(row.counted, row.counted_why, small, text), True),
        Cell(figures.count_in_words(row.difference, "beside" if is_hidden else None, small, text), True),
        Cell(text("data.source_of", n=int(row.differing), all=formats.count(int(row.compared), language)), True),
    ]
