"""What waits in each unit as bars: lengths, words, and what is not known."""

import math

import pandas as pd
import plotly.graph_objects as go

from dashboard import figures
from dashboard.briefing.work import pipeline
from dashboard.figures.look import LOOKS
from dashboard.rows import PipelineByArea
from dashboard.text import Text
from dashboard.wording.work import pipeline as wording

ENGLISH, LIGHT = Text("en"), LOOKS["light"]


def unit(name: str, unapproved: float, unactivated: float) -> PipelineByArea:
    """A row of which only these three are asked."""
    nothing = dict.fromkeys(PipelineByArea._fields, math.nan)
    told = {"unit_name": name, "unapproved": unapproved, "unactivated": unactivated}
    return PipelineByArea(**{**nothing, **told})  # type: ignore[arg-type]


ROWS = [unit("Xã A", 200, 1400), unit("Xã B", math.nan, 900), unit("Xã C", -20, 30)]


def test_each_stage_is_a_bar_and_what_is_hidden_or_contradicts_has_no_length() -> None:
    drawn = figures.backlog_chart(ROWS, ENGLISH, LIGHT)
    go.Figure(drawn.to_dict())
    assert [list(trace["x"]) for trace in drawn["data"]] == [[1400, 900, 30], [200, 0, 0]]
    assert list(drawn["data"][0]["customdata"]) == ["1,400", "900", "30"]
    assert figures.is_backlog_drawn(ROWS)
    assert not figures.is_backlog_drawn([unit("Xã B", math.nan, 0)])


def test_who_is_silent_has_no_bar_and_who_has_nobody_waiting_has_one_of_no_length() -> None:
    rows = [*ROWS, unit("Xã D", math.nan, math.nan), unit("Xã E", 0, math.nan)]
    assert [row.unit_name for row in pipeline.counted(rows)] == ["Xã A", "Xã B", "Xã C", "Xã E"]


def test_the_bars_are_told_in_words() -> None:
    words = figures.backlog_alt(ROWS, ENGLISH)
    assert "Xã A: 1,400 before activation, 200 before approval" in words
    assert "Xã B: 900 before activation, – before approval" in words
    assert [line[1] for line in figures.backlog_legend(ENGLISH, LIGHT)] == ["Awaiting activation", "Awaiting approval"]


def test_nothing_is_praised_where_there_is_no_dossier_or_one_may_be_overdue_unseen() -> None:
    ready = {"state": "value", "reported_on": pd.Timestamp(2024, 5, 1), "is_unapproved_few": False}
    ready |= {"is_unactivated_few": False, "overdue_units": 1, "is_overdue_exact": True, "overdue": 0}
    done = unit("Xã A", 0, 0)._replace(**ready, collected=90, approved=90, activated=90)
    assert wording.answer(done, 5, ENGLISH).tone == "good"
    assert wording.answer(done._replace(overdue=math.nan, is_overdue_exact=False), 5, ENGLISH).tone == ""
    nothing = wording.answer(done._replace(collected=0, approved=0, activated=0), 5, ENGLISH)
    assert (nothing.words[:48], nothing.tone) == ("By 01/05/2024 no dossier had been collected or a", "")
