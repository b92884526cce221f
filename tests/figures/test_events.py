"""Events above a chart of dates: which are drawn, and where their numbers stand."""

import pandas as pd

from dashboard.figures.events import LANE, drawn_events, event_marks
from dashboard.figures.look import LIGHT
from dashboard.rows import EventByDate
from dashboard.text import Text
from dashboard.ui.shell.events import event_list


def event(start: str, end: str | None = None, kind: str = "campaign", unit: str | None = None) -> EventByDate:
    return EventByDate(kind, pd.Timestamp(start), pd.Timestamp(end or start), f"Từ {start}", f"From {start}", "", unit)


FIRST, LAST = pd.Timestamp("2024-01-01"), pd.Timestamp("2024-04-10")
SPRING, APRIL = event("2024-02-01", "2024-05-31"), event("2024-04-01", "2024-04-30")
MEETING, LATER = event("2024-03-01", kind="meeting"), event("2024-06-01")


def test_what_lies_within_the_span_is_drawn_the_newest_of_many_and_only_what_lasts_in_a_long_one():
    within = [SPRING, MEETING, APRIL]
    assert drawn_events([*within, LATER], FIRST, LAST) == within
    assert drawn_events(within, pd.Timestamp("2022-01-01"), LAST) == [SPRING, APRIL]
    many = [event(f"2024-01-{day:02d}") for day in range(1, 20)]
    assert drawn_events(many, FIRST, LAST) == many[-12:]


def test_a_strip_ends_with_the_chart_a_day_is_a_line_and_numbers_do_not_meet():
    marks = event_marks([SPRING, MEETING, APRIL], FIRST, LAST, LIGHT, 330)
    spring, meeting, april = marks["shapes"]
    assert (spring["type"], spring["x0"], spring["x1"]) == ("rect", "2024-02-01", "2024-04-10")
    assert (meeting["type"], meeting["x0"], meeting["y0"]) == ("line", "2024-03-01", 0)
    assert spring["y0"] > 1 and april["y0"] > spring["y1"], "strips that meet stand above one another, over the chart"
    assert [number["text"] for number in marks["annotations"]] == ["1", "2", "3"]
    assert len({number["y"] for number in marks["annotations"]}) == 2
    assert marks["margin"]["t"] == 8 + 2 * LANE


def test_without_events_a_chart_keeps_its_height():
    assert event_marks([], FIRST, LAST, LIGHT, 330) == {"shapes": [], "annotations": [], "margin": {"t": 8}}
    assert event_list([], [], Text("vi")) == ""


def test_the_list_names_all_and_numbers_those_that_are_drawn():
    order = event("2023-12-20", "2024-01-05", "order", "Xã <Thới> Bình")
    said = event_list([order, SPRING], [SPRING], Text("en"))
    assert "<li>20/12/2023–05/01/2024: From 2023-12-20 (order, Xã &lt;Thới&gt; Bình)</li>" in said
    assert "<li>1 · 01/02–31/05/2024: From 2024-02-01 (campaign, all units)</li>" in said


def test_reminders_give_way_where_there_is_no_room_for_all():
    reminders = [event(f"2024-03-{day:02d}", kind="reminder") for day in range(1, 13)]
    assert drawn_events(reminders, FIRST, LAST) == reminders
    assert drawn_events([SPRING, *reminders, APRIL], FIRST, LAST) == [SPRING, APRIL]
