"""Who does the work, when and how: channels, groups, hours; duty; the elderly and the hamlets that were reached."""

import streamlit as st

from dashboard import briefing
from dashboard.ui.shell import session, view
from dashboard.ui.teams import duty, elderly, hamlets, parts, work

text, selection = session.text(), session.selection()
view.show_title("teams", selection, text)
warehouse = session.warehouse_in_use()
# The answer stands first; it is of the months that a reader chooses below it.
first = st.container()
span = work.choose_span(text)
found = session.remembered(briefing.teams.of_unit, warehouse, selection, span, key=("teams", selection, span))
with first:
    work.show_answer(found, selection, text)
work.show_work(found, selection, text)
roster = session.remembered(briefing.duty.of_unit, warehouse, selection, span, key=("teams_duty", selection, span))
divided = briefing.duty.divided(warehouse, selection, span)
duty.show_duty(roster, divided, selection, text)
here, database = selection.where, warehouse.database
of_elderly, key = briefing.indicators.one_of, ("teams_elderly", here)
elderly.show_elderly(session.remembered(of_elderly, database, here, elderly.ELDERLY, key=key), selection, text)
visited = session.remembered(briefing.hamlets.of_unit, database, here, key=("teams_hamlets", here))
hamlets.show_hamlets(visited, selection, text)
parts.show_parts(selection, text)
