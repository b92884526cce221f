"""A bare page with one map of plotly: all shapes as they are, values made once, when this module is loaded."""

import json
import os
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

FILE = Path(os.environ["FULL_MAP"])
CODES = [feature["id"] for feature in json.loads(FILE.read_text(encoding="utf-8"))["features"]]
CONFIG = {"displayModeBar": False, "topojsonURL": "app/static/"}
# As the product's map: mercator, the frame of the country, seven classes.
PLACE = {
    "visible": False,
    "projection": {"type": "mercator"},
    "lonaxis": {"range": [102, 115]},
    "lataxis": {"range": [7, 23.5]},
}


def figure(shift: int) -> go.Figure:
    """Every unit in one of seven classes, with words on it."""
    trace = go.Choropleth(
        geojson=f"app/static/{FILE.name}",
        locations=CODES,
        z=[(int(code) + shift) % 7 for code in CODES],
        customdata=[f"<b>{code}</b><br>12.345 / 23.456 · 52,6%" for code in CODES],
        hovertemplate="%{customdata}<extra></extra>",
        showscale=False,
    )
    return go.Figure(trace, {"geo": PLACE, "height": 820, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}})


FIGURES = {"one": figure(0), "other": figure(3)}

st.set_page_config(layout="wide")
st.title("Map")
chosen = st.segmented_control("Values", list(FIGURES), default="one", key="choice_scale")
st.plotly_chart(FIGURES[chosen or "one"], config=CONFIG, key="map")
