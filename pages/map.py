"""Where progress stands: a map of the units and the same figures as a list; two days beside each other; small maps."""

import streamlit as st

from dashboard import briefing
from dashboard.ui.filters import grains, reform
from dashboard.ui.map import area_map, multiples, unit_list, views
from dashboard.ui.shell import download, session, view

text, selection = session.text(), session.selection()
view.show_title("map", selection, text)
with st.container(horizontal=True, key="map_options"):
    shown = views.choose(selection, text)
    paint = area_map.choose_paint(selection, text) if shown == views.ONE else area_map.choose_scale(text)
    grain = grains.choose_drawn(selection, text, is_alone=shown == views.ONE)
briefing.at_once.of_map(session.database(), selection)
inside = briefing.area.within(session.database(), selection, grain)
whole = briefing.area.whole(session.database(), selection, inside)
view.stop_if_empty(inside.rows, text("map.empty", unit=view.unit_name(selection)))
grains.show_why_coarser(inside, whole, selection, text)
if shown == views.ONE:
    scale = area_map.scale_of(paint, inside, whole)
    left, right = st.columns([1.45, 1])
    with left:
        area_map.show_map(inside, scale, selection, text)
    with right:
        unit_list.show_list(inside, scale, selection, text)
else:
    right = multiples.show(shown, session.warehouse_in_use(), inside, paint, selection, text)
with right:
    reform.show_shared(briefing.shared.of(inside.units), text)
    download.show_downloads("map", views.show_since(shown, inside, whole, selection, text), selection, text)
