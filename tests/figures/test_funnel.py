"""The picture of a funnel: marks whose form says where they lie, numbers in the reader's language."""

import json

import plotly.graph_objects as go
import pytest

from dashboard.figures import funnel
from dashboard.figures.look import LOOKS
from dashboard.text import Text

EDGES = funnel.Edges(0.5, (100, 1000), ((0.4, 0.47), (0.6, 0.53)), ((0.3, 0.45), (0.7, 0.55)))
DOTS = [funnel.Dot(100.0 * place, 0.5 + beyond / 5, beyond, f"unit {beyond}", "told") for place, beyond in
        enumerate(funnel.SYMBOLS, 1)]  # fmt: skip


def drawn(language: str = "vi", look: str = "light", edges: funnel.Edges = EDGES) -> go.Figure:
    return funnel.funnel_chart(DOTS, edges, ("size", "rate"), Text(language), LOOKS[look])


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_plotly_accepts_every_property(language: str, look: str) -> None:
    figure = drawn(language, look)
    assert go.Figure(figure.to_dict()).data
    assert figure.layout["separators"] == (",." if language == "vi" else ".,")


def test_form_says_what_colour_says_and_only_who_is_beyond_the_outer_limits_goes_by_name() -> None:
    marks = [trace for trace in json.loads(drawn().to_json())["data"] if "marker" in trace]
    assert [trace["marker"]["symbol"] for trace in marks] == list(funnel.SYMBOLS.values())
    assert [trace["text"] for trace in marks] == [["unit -2"], [""], [""], [""], ["unit 2"]]


def test_sizes_far_apart_stand_on_a_logarithmic_axis() -> None:
    wide = funnel.Edges(0.5, (100, 90000), EDGES.inner, EDGES.outer)
    assert drawn().layout["xaxis"]["type"] == "linear"
    assert drawn(edges=wide).layout["xaxis"]["type"] == "log"
