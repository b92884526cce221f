"""Where a unit stands against its target, what changed, whether it will make it, and who is behind."""

import streamlit as st

from dashboard import briefing
from dashboard.ui.filters import reform, since
from dashboard.ui.map import area_map
from dashboard.ui.overview import behind, cards, changed, curve, lineage, published, said
from dashboard.ui.shell import download, session, view

text, selection = session.text(), session.selection()
view.show_title("overview", selection, text)
warehouse, database = session.warehouse_in_use(), session.database()
briefing.at_once.of_overview(warehouse, selection)
said.show_said(warehouse, selection, text)
lineage.show_lineage(selection, text)
around = cards.around(database, selection)
inside, whole = around.inside, around.whole
cards.show_cards(briefing.headline.of_unit(database, selection), around, selection, text)
reform.show_shared(briefing.shared.of_unit(database, selection), text)
left, right = st.columns([1.55, 1])
with left:
    curve.show_curve(briefing.curve.of_unit(warehouse, selection), selection, text)
with right:
    area_map.show_minimap(inside, whole, selection, text)
changed.show_changed(warehouse, selection, text)
behind.show_behind(inside, selection, text)
said.show_units(warehouse, inside, selection, text)
download.show_downloads("overview", download.Units(inside, whole, since.asked(warehouse, selection)), selection, text)
published.show_published(briefing.published.of_unit(database, selection), selection, text)
