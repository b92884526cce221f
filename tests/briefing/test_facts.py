"""What is decided once of a view, for pages and wall alike."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.briefing import shared, silence
from dashboard.briefing.area import Within
from dashboard.briefing.change import movement
from dashboard.briefing.comparison import ranking
from dashboard.briefing.forecast.facts import Outlook
from dashboard.briefing.summary import behind, headline, missing
from dashboard.briefing.summary.headline import Coverage, Headline, Need, NoFigures
from dashboard.database import Database
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from tests.briefing.forecasts import forecast
from tests.briefing.rows import unit
from tests.warehouse import opened, summary, target

SELECTION = Selection("32065", "2024", dt.date(2024, 5, 8))
WEEK = ("32065 2024-05-01 all activated 100", "32065 2024-05-08 all activated 170")
GOAL = "32065 ministry all activated 2024-01-01"


def facts(database: Database, selection: Selection = SELECTION) -> Headline:
    """The headline of a unit that has one."""
    found = headline.of_unit(database, selection)
    assert isinstance(found, Headline)
    return found


def test_a_headline_holds_numerator_denominator_change_and_pace(tmp_path: Path) -> None:
    found = facts(opened(tmp_path, target(f"{GOAL} 2024-05-18 340"), summary(*WEEK)))
    assert found.standing.share is not None
    assert (found.standing.share.numerator, found.standing.share.denominator) == (170, 340)
    assert (found.change and found.change.gained, found.pace and found.pace.seven) == (70, 10)
    assert found.need == Need(dt.date(2024, 5, 18), 170, 17.0, 7)
    assert found.need.verdict == "short"


@pytest.mark.parametrize(
    ("need", "verdict"),
    [
        (Need(dt.date(2024, 5, 18), 0, 0.0, -10), "done"),
        (Need(dt.date(2024, 5, 18), 20, None, None), "passed"),
        (Need(dt.date(2024, 5, 18), 20, 2.0, -8), "enough"),
        (Need(dt.date(2024, 5, 18), 20, 10.2, 0), "enough"),
        (Need(dt.date(2024, 5, 18), 200, 20.0, 10), "short"),
    ],
)
def test_a_verdict_is_that_of_the_printed_numbers(need: Need, verdict: str) -> None:
    assert need.verdict == verdict


def test_without_a_target_there_is_a_count_and_no_share_and_nothing_is_needed(tmp_path: Path) -> None:
    found = facts(opened(tmp_path, summary(*WEEK)))
    assert (found.standing.counted, found.standing.share, found.need) == (170, None, None)
    assert not found.is_behind


def test_an_old_report_is_late_and_by_how_many_days(tmp_path: Path) -> None:
    database = opened(tmp_path, summary(*WEEK))
    assert facts(database).standing.days_late is None
    assert facts(database, replace(SELECTION, as_of=dt.date(2024, 5, 20))).standing.days_late == 12


@pytest.mark.parametrize(
    ("selection", "state"),
    [(Selection("32069", "2024", dt.date(2024, 5, 8)), "not_reported"), (SELECTION, "suppressed")],
)
def test_why_nothing_is_counted_is_a_fact_too(tmp_path: Path, selection: Selection, state: str) -> None:
    assert headline.of_unit(opened(tmp_path, summary("32065 2024-05-08 all activated 3")), selection) == NoFigures(
        state
    )


def test_a_figure_is_partial_below_nine_communes_of_ten() -> None:
    assert not Coverage(reported=9, every=10, late=0, done=0).is_partial
    assert Coverage(reported=8, every=10, late=0, done=0).is_partial


def names(rows: tuple[ProgressByArea, ...] | list[ProgressByArea]) -> list[str]:
    """Their names, in order."""
    return [row.unit_name for row in rows]


def test_those_behind_are_ordered_by_what_a_day_needs_the_silent_too_and_the_undated_come_last() -> None:
    rows = [
        unit("done", share=1.1, numerator=11, denominator=10),
        unit("slow", share=0.5, numerator=5, denominator=10, required_per_day=1.0, pace_7=0.4),
        unit("far", share=0.1, numerator=1, denominator=10, required_per_day=3.0, pace_7=4.0),
        unit("over", share=0.2, numerator=2, denominator=10),
        unit("silent", share=0.3, numerator=3, denominator=10, required_per_day=2.0, is_silent=True),
        unit("reached", share=0.3, numerator=3, denominator=10, required_per_day=0.0, is_silent=True),
        unit("nothing"),
    ]
    furthest = behind.furthest(rows)
    assert furthest is not None
    assert [(one.row.unit_name, one.missing, one.is_short) for one in furthest] == [
        ("silent", 7, True), ("slow", 5, True), ("over", 8, True),
    ]  # fmt: skip
    assert [behind.gap(row) for row in rows[1:4]] == [1, -1, None]
    assert behind.furthest([unit("nothing")]) is None


def test_a_ranking_by_what_is_not_in_the_rows_has_ties_as_printed_and_no_place_for_who_has_none() -> None:
    rows = [unit(name, share=0.9 - place / 10, rank=place + 1) for place, name in enumerate("abcd")]
    found = ranking.of(rows).in_order("per_thousand", {"b": 41.2, "c": 41.2, "d": 99.0})
    assert [(row.unit_name, row.rank) for row in found][:3] == [("d", 1), ("b", 2), ("c", 2)]
    assert pd.isna(found[3].rank)
    backwards = ranking.of(rows[::-1]).in_order("per_thousand", {"d": 99.0, "c": 41.2, "b": 41.2})
    ranks = [{row.unit_name: row.rank for row in order if not pd.isna(row.rank)} for order in (found, backwards)]
    assert ranks[0] == ranks[1], "the order of the rows decides nothing"


def test_chances_are_ranked_as_printed_and_who_is_there_comes_first() -> None:
    said = {
        "there": Outlook("reached"),
        "sure": Outlook("on_course", probability=0.999),
        "nearly": Outlook("on_course", probability=0.989),
        "as_near": Outlook("on_course", probability=0.9885),
        "unsure": Outlook("at_risk", probability=0.004),
        "unknown": Outlook("too_little_data"),
    }
    parts = {name: replace(forecast(), outlook=outlook) for name, outlook in said.items()}
    assert ranking.chances(parts) == {"there": 100, "sure": 99.5, "nearly": 99, "as_near": 99, "unsure": 0}


def test_a_ranking_keeps_those_without_a_share_apart_and_says_why() -> None:
    found = ranking.of([unit("a", share=1.2, rank=1), unit("b", share=0.4, rank=2), unit("c"), unit("d", state="late")])
    assert (names(found.ranked), names(found.apart), found.top) == (["a", "b"], ["c", "d"], 1.2)
    assert [ranking.why_apart(row) for row in found.apart] == ["no_denominator", "no_denominator"]
    assert (found.place("b"), found.place("c")) == (2, None)


def test_another_order_puts_those_without_its_number_last() -> None:
    rows = [
        unit("a", share=0.9, share_since=0.9, share_before=0.8, numerator=9, denominator=10, missing=1),
        # A newcomer never reported: what is missing of the whole is more than what is missing of those that reported.
        unit("new", share=0.8, numerator=80, denominator=81, missing=20),
        unit("b", share=0.5, share_since=0.5, share_before=0.1, numerator=5, denominator=10, missing=5),
        unit("untargeted", share=0.4, numerator=40, denominator=100),
    ]
    found = ranking.of(rows)
    assert names(found.in_order("share")) == ["a", "new", "b", "untargeted"]
    assert names(found.in_order("change")) == ["b", "a", "new", "untargeted"]
    assert names(found.in_order("missing")) == ["new", "b", "a", "untargeted"]
    *placed, last = [row.rank for row in found.in_order("missing")]
    assert (placed, pd.isna(last)) == ([1, 2, 3], True), "the rank of what is sorted"


def test_places_are_won_by_falling_numbers() -> None:
    assert ranking.moved(unit("a", rank=2, rank_since=1, rank_before=5)) == 4
    assert ranking.moved(unit("a", rank=2)) is None


def test_who_moved_stands_apart_from_who_is_silent_and_who_has_few_reports() -> None:
    rows = [
        unit("little", share=0.7, share_since=0.5, share_before=0.4),
        unit("much", share=0.6, share_since=0.6, share_before=0.2),
        unit("few", share=0.3),
        unit("silent", share=0.3, is_silent=True, reported_at=pd.Timestamp("2026-11-08 23:00")),
        unit("without base", is_silent=True),
    ]
    found, apart = movement.of(rows), silence.of(rows)
    assert (names(found.moved), found.is_alike) == (["much", "little"], False)
    assert (names(apart.silent), names(apart.few)) == (["silent"], ["few"])


@pytest.mark.parametrize(("gained", "is_alike"), [(0.0004, True), (0.0011, True), (0.0016, False)])
def test_a_list_of_most_and_least_needs_a_spread_wider_than_its_rounding(gained: float, is_alike: bool) -> None:
    rows = [
        unit("a", share=0.5, share_since=0.5, share_before=0.5),
        unit("b", share=0.5, share_since=0.5 + gained, share_before=0.5),
    ]
    assert movement.of(rows).is_alike == is_alike


def within(grain: str, *rows: ProgressByArea) -> Within:
    """Units inside an area."""
    return Within("967", grain, rows, lambda: pd.DataFrame(rows, columns=list(ProgressByArea._fields)))


def test_of_communes_the_silent_and_the_late_are_named() -> None:
    late = {"state": "late", "reported_on": pd.Timestamp("2024-04-01")}
    found = missing.of(
        within("commune", unit("a"), unit("b", state="not_reported"), *(unit(n, days_late=d, **late) for n, d in OLD))
    )
    assert (found.not_reported, found.late, found.every) == (1, 2, 4)
    assert (found.silent_units, names(found.late_units)) == (("b",), ["older", "old"])
    assert missing.of(within("commune", unit("a"))).is_nobody


OLD = (("old", 8), ("older", 30))


def test_of_districts_their_communes_are_counted() -> None:
    found = missing.of(
        within("district", unit("a", communes=5, communes_reported=5), unit("b", communes=9, communes_reported=2))
    )
    assert (found.not_reported, found.every, [part.unit_name for part in found.areas]) == (7, 14, ["b"])


def test_what_was_shared_out_is_summed_and_the_partial_are_named() -> None:
    found = shared.of([unit("a", reallocated=5, parts=3, parts_reported=2), unit("b", is_inherited=True)])
    assert (found.units, found.count, found.partial, found.is_inherited) == (1, 5, ("a",), True)
