"""What later batches, corrections and withdrawals changed in earlier figures."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import formats, queries
from dashboard.markup import Cell, Heading, table
from dashboard.rows import RestatementByBatch, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session, view
from dashboard.wording import changes

MOST_CHANGES = 100
COLUMNS = ("changed", "unit", "figure", "date", "before", "after", "why")


def show_changes(selection: Selection, text: Text) -> None:
    """The newest changes of the selected unit and of those within it; one sentence where nothing changed."""
    unit = view.unit_name(selection)
    rows = queries.restatement_by_batch(
        session.database(),
        edition=selection.edition,
        parent=selection.unit,
        as_of=selection.as_of,
        most=MOST_CHANGES,
    )
    title = text("data.changes", unit=unit)
    view.show_heading(title)
    if rows.empty:
        st.caption(text("data.changes_none", unit=unit))
        return
    st.caption(text("data.changes_how"))
    st.html(session.remembered(_listed, rows, title, text, key=selection.where))
    every = int(rows["changes"].iloc[0])
    if len(rows) < every:
        st.caption(text("data.changes_more", n=len(rows), all=formats.count(every, text.language)))


def _listed(rows: pd.DataFrame, title: str, text: Text) -> Markup:
    headings = [Heading(text(f"data.change_{name}"), name in ("before", "after")) for name in COLUMNS]
    small = session.measure().small_count
    cells = [_change(row, small, text) for row in each_row(rows, RestatementByBatch)]
    return table(headings, cells, title, 420)


def _change(row: RestatementByBatch, small: int, text: Text) -> list[Cell]:
    before, after = changes.before_and_after(row, small, text)
    return [
        Cell(formats.moment(row.changed_at)),
        Cell(row.unit_name),
        Cell(changes.subject(row, text)),
        Cell(formats.date(row.as_of)),
        Cell(before, True),
        Cell(after, True),
        Cell(changes.reason(row, text), is_long=True),
    ]
