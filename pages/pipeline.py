"""Where dossiers are stuck: what waits for approval and activation, in the unit and in each of its parts."""

import streamlit as st

from dashboard import briefing
from dashboard.ui.filters import grains
from dashboard.ui.pipeline import answer, parts, reasons, waiting
from dashboard.ui.shell import session, view

text, selection = session.text(), session.selection()
view.show_title("pipeline", selection, text)
warehouse = session.warehouse_in_use()
# The answer stands first; it knows the parts that a reader chooses below it.
first = st.container()
with st.container(horizontal=True, key="pipeline_options"):
    grain = grains.choose(selection, text)
    found = parts.facts(warehouse, selection, grain)
    order = parts.choose_order(found, text)
with first:
    answer.show_answer(found, text)
    answer.show_lacking(found, text)
parts.show_parts(found, order, selection, text)
parts.show_downloads(found, selection, text)
long = session.remembered(
    briefing.waiting.of_unit, warehouse.database, selection, grain, key=("pipeline_waiting", selection, grain)
)
waiting.show_waiting(long, selection, text)
here = selection.where
why = session.remembered(briefing.reasons.of_unit, warehouse.database, here, key=("pipeline_reasons", here))
reasons.show_reasons(why, selection, text)
