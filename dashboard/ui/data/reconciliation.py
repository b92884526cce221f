"""Where two sources report the same thing, and whether they agree."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import figures, formats
from dashboard.briefing.sources import Compared
from dashboard.markup import Cell, Heading, table
from dashboard.rows import ReconciliationByUnit
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.data import paper
from dashboard.ui.shell import cut, session, view

MOST_ROWS = 100
COMPARISONS = ("detailed", "levels", "parts")
COLUMNS = ("unit", "what", "span", "reported", "counted", "difference", "differing")
NUMBERS = ("reported", "counted", "difference", "differing")


def show_reconciliation(found: Compared | None, selection: Selection, text: Text) -> None:
    """The differences of the selected unit and of those within it, with how much was compared."""
    unit = view.unit_name(selection)
    title = text("data.sources", unit=unit)
    view.show_heading(title)
    if found is None:
        st.caption(text("data.sources_none", unit=unit))
        return
    numbers = {"compared": found.compared, "differing": found.differing}
    words = {name: formats.count(number, text.language) for name, number in numbers.items()}
    st.caption(text("data.sources_how"))
    st.caption(text("data.sources_counted", **words))
    if found.rows:
        st.html(session.remembered(_listed, found.rows[:MOST_ROWS], title, text, key=selection.where))
        rest = found.rows[MOST_ROWS:]
        cut.show_rest(len(rest), lambda: _listed(rest, title, text), "sources", text, "app.more_lines")


def _listed(rows: Sequence[ReconciliationByUnit], title: str, text: Text) -> Markup:
    headings = [Heading(text(f"data.source_{name}"), name in NUMBERS) for name in COLUMNS]
    small = session.measure().small_count
    cells = [_pair(row, small, text) for row in rows]
    return paper.first_rows(table(headings, cells, title, 420), len(cells), text)


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
