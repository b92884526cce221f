"""The data page: where two sources speak of the same thing, and whether they agree."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard import figures, formats, queries, settings, units
from dashboard.rows import ReconciliationByUnit, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session, table
from dashboard.ui.shell.table import Cell

MOST_ROWS = 100
COMPARISONS = ("detailed", "levels", "parts")
COLUMNS = ("unit", "what", "span", "reported", "counted", "difference", "differing")


def show_reconciliation(selection: Selection, text: Text) -> None:
    """The differences of the unit in view and of those within it, with how much was compared."""
    unit = units.find(selection.edition, selection.unit, selection.as_of).full_name
    st.header(text("data.sources", unit=unit), anchor=False)
    small = settings.load().small_count
    told = session.remembered(_told, selection.edition, selection.unit, selection.as_of, small, text.language)
    if told is None:
        st.caption(text("data.sources_none", unit=unit))
        return
    counted, listed = told
    st.caption(text("data.sources_how"))
    st.caption(counted)
    if listed:
        st.html(listed)


def _told(edition: str, unit: str, as_of: dt.date, small: int, language: str) -> tuple[str, str] | None:
    """How much was compared, and the table of the differences."""
    rows = queries.reconciliation_by_unit(
        session.database(), edition=edition, parent=unit, as_of=as_of, small_count=small
    )
    if rows.empty:
        return None
    text = Text(language)
    numbers = {name: formats.count(int(rows[name].sum()), language) for name in ("compared", "differing")}
    differing = rows[rows["differing"] > 0]
    headings = [
        (text(f"data.source_{name}"), name in ("reported", "counted", "difference", "differing")) for name in COLUMNS
    ]
    cells = [_pair(row, small, text) for row in each_row(differing.head(MOST_ROWS), ReconciliationByUnit)]
    caption = text("data.sources", unit=units.find(edition, unit, as_of).full_name)
    return text("data.sources_counted", **numbers), table.html(headings, cells, caption, 420) if cells else ""


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
