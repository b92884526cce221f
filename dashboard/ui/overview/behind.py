"""Who is furthest behind, and how many people a day they need."""

import streamlit as st

from dashboard.briefing.behind import Behind
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import view
from dashboard.ui.shell.unit_table import Place, unit_table
from dashboard.wording.columns import Shown

MOST = 8


def show_behind(furthest: tuple[Behind, ...] | None, selection: Selection, text: Text) -> None:
    """The units that need most a day, or lack most where the deadline has passed; nothing where no share is known."""
    if furthest is None:
        return
    view.show_heading(text("overview.behind"))
    st.caption(text("overview.behind_how"))
    if furthest:
        rows = [unit.row for unit in furthest[:MOST]]
        st.html(unit_table(Shown.BEHIND, rows, Place("overview", selection), text("overview.behind")))
    else:
        st.success(text("overview.behind_none"))
