"""What the tables of units share: a unit's linked name, a number or a dash, and the notes below."""

import pandas as pd
import streamlit as st

from dashboard import formats
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import view
from dashboard.ui.shell.table import Cell

# More rows say no more to a reader; the download has them all.
MOST_ROWS = 200


def show(made: tuple[str, list[str]]) -> None:
    """A table, where there is one, and the notes below it."""
    table_html, notes = made
    if table_html:
        st.html(table_html)
    for note in notes:
        st.caption(note)


def unit(row: ProgressByArea, selection: Selection, page: str) -> Cell:
    """The unit's name, linked to its own view on a page."""
    return Cell(row.unit_name, link=view.link(page, selection, unit=row.unit_code))


def number(value: float | None, text: Text) -> Cell:
    """A count in the reader's marks; a dash where there is none."""
    return Cell("–" if pd.isna(value) else formats.count(value, text.language), True)


def rest(shown: int, every: int, text: Text) -> list[str]:
    """A note where not all rows are shown."""
    if shown == every:
        return []
    return [text("compare.shown", n=formats.count(shown, text.language), all=formats.count(every, text.language))]
