"""Where progress stands: a map of the units, and the same figures as a list."""

import streamlit as st

from dashboard.ui.map import area_map, unit_list
from dashboard.ui.shell import download, grains, reform, session, view

text, chosen = session.text(), session.selected()
view.show_title("map", chosen, text)

with st.container(horizontal=True, key="map_options"):
    paint = area_map.choose_paint(text)
    inside = grains.choose_shapes(chosen, text)
view.stop_if_empty(inside.rows, text("map.empty", unit=view.unit_name(chosen)))

left, right = st.columns([1.45, 1])
with left:
    area_map.show_map(inside, paint, chosen, text)
with right:
    area_map.show_way_up(chosen, text)
    unit_list.show_list(chosen, inside.grain, paint, 470)
    reform.show_shared(inside.rows, text)
    download.show_downloads(inside.rows, chosen, text)
