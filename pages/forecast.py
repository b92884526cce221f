"""Will each unit make it: the count on the deadline day with its range, the probability, and what a day needs."""

import streamlit as st

from dashboard import briefing
from dashboard.ui.forecast import backtest, fan, outlook, parts, reminding, what_if, work_list
from dashboard.ui.shell import session, view

text, selection = session.text(), session.selection()
view.show_title("forecast", selection, text)
warehouse = session.warehouse_in_use()
targets = session.remembered(briefing.forecast.of_unit, warehouse.database, selection, key=selection)
shown = outlook.chosen(targets, selection)
outlook.show_answer(shown, selection, text)
outlook.show_targets(targets, shown, selection, text)
if shown is not None:
    supposed = what_if.choose(shown, text)
    ahead = fan.ahead_of(warehouse, selection, shown, supposed)
    what_if.show_answer(ahead, shown, supposed, text)
    fan.show_fan(ahead, shown, supposed, selection, text)
work = st.container(key="forecast_work")  # Above the list of all, but of the units that are chosen there.
inside, order = parts.choose(selection, text)
with work:
    listed = work_list.choose(inside, selection, text)
    work_list.show(listed, selection, text)
    reminding.show_reminders(listed, selection, text)
    reminding.show_keep(listed, selection, text)
parts.show_parts(inside, order, selection, text)
parts.show_downloads(inside, selection, text)
backtest.show_backtest(selection, text)
