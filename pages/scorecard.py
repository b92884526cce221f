"""How units score over several indicators: places times coefficients, the lowest total first."""

import streamlit as st

from dashboard import briefing
from dashboard.ui.filters import grains
from dashboard.ui.scorecard import listed
from dashboard.ui.shell import session, view

text, selection = session.text(), session.selection()
view.show_title("scorecard", selection, text)
database = session.warehouse_in_use().database
# The answer stands first; it is of the units and by the card that a reader chooses below it.
first = st.container()
card, grain = listed.choose_card(selection, text), grains.choose(selection, text)
of_units, key = briefing.scorecard.of_units, ("scorecard", selection, grain, card)
found = session.remembered(of_units, database, selection, grain, card, key=key)
with first:
    listed.show_answer(found, selection, text)
listed.show_scores(found, selection, text)
listed.show_downloads(found, selection, text)
