"""Who needs to speed up, and by how many people a day."""

import streamlit as st

from dashboard import formats
from dashboard.briefing import silence
from dashboard.briefing.area import Within
from dashboard.briefing.summary import behind
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import cut, prospects, view
from dashboard.ui.shell.unit_table import Place, unit_table
from dashboard.wording import units
from dashboard.wording.columns import Shown

MOST = 8


def show_behind(inside: Within, selection: Selection, text: Text) -> None:
    """Those whose pace is not enough, who needs most a day first; nothing where no share is known."""
    furthest = behind.furthest(inside.units)
    if furthest is None:
        return
    view.show_heading(text("overview.behind"))
    st.caption(text("overview.behind_how"))
    if furthest:
        parts = prospects.by_unit(inside.grain, selection)
        rows, title = [unit.row for unit in furthest], text("overview.behind")
        place = Place("overview", selection, parts=parts)
        if parts:
            st.caption(text("compare.due", day=formats.date(selection.as_of)))
        st.html(unit_table(Shown.BEHIND, rows[:MOST], place, title))
        if rest := rows[MOST:]:
            more = text("overview.behind_more", n=formats.count(len(rest), text.language))
            with st.expander(more):
                st.html(unit_table(Shown.BEHIND, rest, place, title))
            cut.say_on_paper(more)
    else:
        st.success(text("overview.behind_none"))
    for line in units.unmeasured(silence.of(inside.units), text):
        st.caption(line)
