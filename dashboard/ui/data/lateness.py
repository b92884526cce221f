"""Which due reports came in time, late, or not at all."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import formats, units
from dashboard.briefing.missing import Due
from dashboard.markup import element, join, matrix
from dashboard.rows import LatenessByDue
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session, view
from dashboard.wording.phrases import lateness_words

# So many due times are shown.
DUES = 12
HEIGHT = 460
# State, its look in the matrix, and how full the cell is.
LOOKS = {
    "on_time": ("full", 100),
    "late": ("some", 45),
    "backfilled": ("some", 15),
    "open": ("some", 0),
    "missing": ("none", 0),
}


def show_lateness(due: Due | None, selection: Selection, text: Text) -> None:
    """How many reports are in which state, and a matrix of units and due times; nothing where none is due."""
    if due is None:
        return
    holder = units.holder(selection.edition, selection.unit, selection.as_of)
    view.show_heading(text("data.lateness", unit=holder.full_name))
    st.caption(text("data.lateness_legend"))
    st.caption(" · ".join(lateness_words(due.counts, tuple(LOOKS), text)))
    st.html(session.remembered(_matrix, due, text, key=selection.where))


def _matrix(due: Due, text: Text) -> Markup:
    cells: dict[tuple[str, str], dict[pd.Timestamp, Markup]] = {}
    for row in due.rows:
        cells.setdefault((row.unit_code, row.unit_name), {})[row.due] = _cell(row, text)
    rows = ((name, join(own.get(time, element("td")) for time in due.times)) for (_, name), own in cells.items())
    first = text("data.lateness_due", hour=formats.hour(due.times[0]))
    return matrix(first, [formats.day_month(time) for time in due.times], rows, HEIGHT)


def _cell(row: LatenessByDue, text: Text) -> Markup:
    kind, share = LOOKS[row.state]
    days = 0 if pd.isna(row.days_late) else int(row.days_late)
    mark = text("data.lateness_days", days=days) if row.state == "late" else text(f"data.mark_{row.state}")
    received = formats.NOTHING if pd.isna(row.received_at) else formats.moment(row.received_at)
    words = text("data.lateness_cell", unit=row.unit_name, due=formats.moment(row.due), mark=mark, received=received)
    return element("td", mark, kind=f"days {kind}", style=f"--share:{share}%", title=words)
