"""Where a unit stands against its target, what changed, whether it will make it, and who is behind."""

import streamlit as st

from dashboard import briefing
from dashboard.ui.map import area_map
from dashboard.ui.overview import behind, cards, curve, lineage, published
from dashboard.ui.shell import download, reform, session, view

text, selection = session.text(), session.selection()
view.show_title("overview", selection, text)
lineage.show_lineage(selection, text)

warehouse = session.warehouse_in_use()
inside = briefing.area.within(warehouse.database, selection)
whole = briefing.area.whole(warehouse.database, selection, inside)
communes = briefing.area.communes(warehouse.database, selection)
recent = briefing.recent.of_unit(warehouse.database, selection)
around = cards.Around(recent, briefing.headline.needs(warehouse.database, selection), inside, communes, whole)
cards.show_cards(briefing.headline.of_unit(warehouse.database, selection), around, selection, text)
reform.show_shared(briefing.shared.of_unit(warehouse.database, selection), text)

left, right = st.columns([1.55, 1])
with left:
    curve.show_curve(briefing.curve.of_unit(warehouse, selection), selection, text)
with right:
    area_map.show_minimap(inside, whole, selection, text)
behind.show_behind(inside, selection, text)
download.show_downloads("overview", inside, whole, selection, text)
published.show_published(briefing.published.of_unit(warehouse.database, selection), selection, text)
