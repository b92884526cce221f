"""Who does the work, when and how: channels, kinds of groups, hours by kind of day."""

import streamlit as st

from dashboard import briefing
from dashboard.ui.shell import session, view
from dashboard.ui.teams import duty, work

text, selection = session.text(), session.selection()
view.show_title("teams", selection, text)
warehouse = session.warehouse_in_use()
# The answer stands first; it is of the months that a reader chooses below it.
first = st.container()
span = work.choose_span(text)
found = session.remembered(briefing.teams.of_unit, warehouse, selection, span, key=("teams", selection, span))
work.stop_if_empty(found, text)
with first:
    work.show_answer(found, selection, text)
work.show_divisions(found, text)
work.show_hours(found, text)
work.show_downloads(found, selection, text)
roster = session.remembered(briefing.duty.of_unit, warehouse, selection, span, key=("teams_duty", selection, span))
duty.show_duty(roster, selection, text)
