"""Where a unit stands against its target, what changed, whether it will make it, and who is behind."""

import streamlit as st

from dashboard.ui.map import area_map
from dashboard.ui.overview import behind, curve, headline, lineage, published
from dashboard.ui.shell import download, progress, reform, session, view

text, chosen = session.text(), session.selected()
view.show_title("overview", chosen, text)
lineage.show_lineage(chosen, text)

whole, inside = progress.of_unit(chosen), progress.within(chosen)
headline.show_headline(chosen)
reform.show_shared(whole, text)

left, right = st.columns([1.55, 1])
with left:
    curve.show_curve(chosen, text)
with right:
    area_map.show_minimap(inside, chosen, text)

behind.show_behind(chosen, inside.grain, 8, text)
download.show_downloads(inside.rows, chosen, text)
published.show_published(chosen, text)
