"""Where progress stands: a map of the units, and the same figures as a list."""

import streamlit as st

from dashboard import briefing
from dashboard.ui.map import area_map, unit_list
from dashboard.ui.shell import download, grains, reform, session, view

text, selection = session.text(), session.selection()
view.show_title("map", selection, text)

with st.container(horizontal=True, key="map_options"):
    paint = area_map.choose_paint(text)
    grain = grains.choose_drawn(selection, text)
inside = briefing.area.within(session.database(), selection, grain)
whole = briefing.area.whole(session.database(), selection, inside)
view.stop_if_empty(inside.rows, text("map.empty", unit=view.unit_name(selection)))
grains.show_why_coarser(inside, whole, selection, text)
scale = area_map.scale_of(paint, inside, whole)

left, right = st.columns([1.45, 1])
with left:
    area_map.show_map(inside, scale, selection, text)
with right:
    area_map.show_way_up(selection, text)
    unit_list.show_list(inside, scale, selection, text)
    reform.show_shared(briefing.shared.of(inside.units), text)
    download.show_downloads("map", inside, whole, selection, text)
