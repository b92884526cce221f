"""Where a unit stands against its target, what changed, whether it will make it, and who is behind."""

import streamlit as st

from dashboard.ui.map import area_map
from dashboard.ui.overview import behind, curve, headline, lineage, published
from dashboard.ui.shell import download, progress, reform, session, view

text, selection = session.text(), session.selection()
view.show_title("overview", selection, text)
lineage.show_lineage(selection, text)

whole, inside = progress.of_unit(selection), progress.within(selection)
headline.show_headline(selection)
reform.show_shared(whole, text)

left, right = st.columns([1.55, 1])
with left:
    curve.show_curve(selection, text)
with right:
    area_map.show_minimap(inside, selection, text)

behind.show_behind(selection, inside.grain, 8, text)
download.show_downloads(inside.rows, selection, text)
published.show_published(selection, text)
