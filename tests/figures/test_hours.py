"""Hours by kind of day: what is not known stays empty, and numbers can be read on their colours."""

import plotly.graph_objects as go
import pytest

from dashboard import figures
from dashboard.figures.look import LOOKS, Look
from dashboard.text import Text
from tests.figures import colour

NAMES = (["Monday", "Sunday"], ["07:00–11:00", "11:00–13:00"])
CELLS = {("Monday", "07:00–11:00"): 70.5, ("Monday", "11:00–13:00"): 0.0, ("Sunday", "07:00–11:00"): None}


def test_a_cell_of_which_nothing_may_be_shown_is_empty_and_none_is_zero() -> None:
    drawn = figures.hours_chart(CELLS, NAMES, Text("vi"), LOOKS["light"])
    go.Figure(drawn.to_dict())
    [trace] = drawn["data"]
    assert [list(row) for row in trace["z"]] == [[70.5, 0.0], [None, None]]
    assert [list(row) for row in trace["text"]] == [["70,5", "0,0"], ["", ""]]
    assert figures.hours_alt(CELLS, Text("vi")).endswith("nhiều nhất: Monday, 07:00–11:00: 70,5.")


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_numbers_can_be_read_on_every_colour(look: Look) -> None:
    [trace] = figures.hours_chart(CELLS, NAMES, Text("vi"), look)["data"]
    assert min(colour.contrast(look.ink, shade) for _, shade in trace["colorscale"]) >= 4.5
