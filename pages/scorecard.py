"""How units score over several indicators: places times coefficients, the lowest total first."""

from dashboard import briefing
from dashboard.ui.filters import grains
from dashboard.ui.scorecard import listed
from dashboard.ui.shell import session, view

text, selection = session.text(), session.selection()
view.show_title("scorecard", selection, text)
database = session.warehouse_in_use().database
card, grain = listed.choose_card(selection, text), grains.choose(selection, text)
of_units, key = briefing.scorecard.of_units, ("scorecard", selection, grain, card)
found = session.remembered(of_units, database, selection, grain, card, key=key)
listed.show_answer(found, selection, text)
listed.show_scores(found, selection, text)
listed.show_downloads(found, selection, text)
