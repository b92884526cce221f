"""What later batches, corrections and withdrawals changed in earlier figures."""

import streamlit as st
from markupsafe import Markup

from dashboard import formats
from dashboard.briefing.change import movement
from dashboard.briefing.change.movement import Restated
from dashboard.database import Database
from dashboard.markup import Cell, Heading, table
from dashboard.rows import RestatementByBatch
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.data import paper
from dashboard.ui.shell import cut, session, view
from dashboard.wording.change import changes

MOST_CHANGES = 100
COLUMNS = ("changed", "unit", "figure", "date", "before", "after", "why")


def show_changes(database: Database, selection: Selection, text: Text) -> None:
    """The newest changes of the selected unit and of those within it; one sentence where nothing changed."""
    restated = movement.restated(database, selection, MOST_CHANGES)
    unit = view.unit_name(selection)
    title = text("data.changes", unit=unit)
    view.show_heading(title)
    if not restated.rows:
        st.caption(text("data.changes_none", unit=unit))
        return
    st.caption(text("data.changes_how"))
    st.html(session.remembered(_listed, restated, title, text, key=selection.where))
    left = restated.every - len(restated.rows)
    cut.show_rest(
        left, lambda: _listed(_older(database, selection, restated.every), title, text), "changes", text,
        "data.changes_more",
    )  # fmt: skip


def _older(database: Database, selection: Selection, every: int) -> Restated:
    return Restated(movement.restated(database, selection, every).rows[MOST_CHANGES:], every)


def _listed(restated: Restated, title: str, text: Text) -> Markup:
    headings = [Heading(text(f"data.change_{name}"), name in ("before", "after")) for name in COLUMNS]
    small = session.measure().small_count
    cells = [_change(row, small, text) for row in restated.rows]
    return paper.first_rows(table(headings, cells, title, 420), len(cells), text)


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
