"""Whether a unit will make it, in every state that it and its target can be in."""

import datetime as dt
from itertools import product
from pathlib import Path

import pytest

from dashboard import units
from dashboard.briefing import area
from dashboard.briefing.forecast import answer, by_target
from dashboard.briefing.forecast.answer import Answers
from dashboard.briefing.summary.headline import Headline, NoFigures
from dashboard.selection import Selection
from tests.briefing.opening import warehouse
from tests.forecasts.conftest import FIRST, daily, steady
from tests.sweep import sampled
from tests.warehouse import Batch, opened, set_for, summary, target

COMMUNE, OTHER, DISTRICT = "32065", "32068", "967"
LAST = FIRST + dt.timedelta(days=99)
DEADLINE = dt.date(2024, 6, 8)
# Ten a day, 1,090 on the last day.
REPORTS = summary(daily(COMMUNE, *steady(10, 100)))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))


def asked(folder: Path, *batches: Batch, unit: str = COMMUNE, as_of: dt.date = LAST, **chosen: str) -> Answers:
    return answer.of_unit(warehouse(opened(folder, *batches)), Selection(unit, "2024", as_of, **chosen))


def goal(value: int, deadline: dt.date = DEADLINE, unit: str = COMMUNE, **of: str) -> str:
    named = {"issuer": "ministry", "level": "all", **of}
    return set_for(unit, value, start="2024-01-01", deadline=deadline.isoformat(), **named)


@pytest.mark.parametrize(
    ("value", "as_of", "deadline", "state"),
    [
        (1000, LAST, DEADLINE, "reached"),
        # Sixty days are left, and ten come a day.
        (1100, LAST, DEADLINE, "on_course"),
        (9000, LAST, DEADLINE, "not_on_course"),
        (1000, LAST, dt.date(2024, 4, 1), "kept"),
        (1000, LAST, dt.date(2024, 3, 1), "late"),
        (9000, LAST, dt.date(2024, 3, 1), "missed"),
        # Reports are due on Fridays: the last one was due on the 19th, and the forecast goes on from the one before.
        (9000, dt.date(2024, 4, 22), DEADLINE, "not_on_course"),
        (1100, dt.date(2024, 4, 22), DEADLINE, "on_course"),
        (1000, dt.date(2024, 4, 22), DEADLINE, "reached"),
        (9000, FIRST + dt.timedelta(days=1), DEADLINE, "too_little_data"),
    ],
)
def test_a_target_is_reached_or_missed_or_judged_by_its_forecast(
    value: int, as_of: dt.date, deadline: dt.date, state: str, tmp_path: Path
) -> None:
    found = asked(tmp_path, REPORTS, target(goal(value, deadline)), as_of=as_of).chosen
    assert (found.state, found.deadline) == (state, deadline)
    is_foreseen = found.outlook is not None and found.outlook.probability is not None
    assert is_foreseen == (state in ("on_course", "not_on_course")), "a fact is not forecast"


@pytest.mark.parametrize(("unit", "days"), sampled(product((COMMUNE, OTHER, DISTRICT), (0, 14)), 3, first=1))
def test_one_word_is_said_of_a_unit_wherever_it_is_asked(unit: str, days: int, tmp_path: Path) -> None:
    others = [each.unit_code for each in units.children("2024", DISTRICT) if each.unit_code not in (COMMUNE, OTHER)]
    reports = summary(daily(OTHER, *steady(20, 80)), *(daily(code, *steady(30, 100)) for code in others))
    goals = goal(9000), goal(2500, unit=OTHER), *(goal(3200, unit=code) for code in others)
    found = warehouse(opened(tmp_path, REPORTS, reports, target(*goals)))
    selection = Selection(unit, "2024", LAST + dt.timedelta(days=days))
    own = answer.of_unit(found, selection).chosen
    assert own.state not in ("slow", "fast")
    [of_page] = by_target.of_unit(found.database, selection)
    assert of_page.outlook.verdict == own.state
    assert of_page.stand.is_silent == (days > 0 or unit == OTHER)
    if unit != DISTRICT:
        within = selection.at(unit=DISTRICT)
        of_part = answer.of_parts(found, within, area.within(found.database, within))[unit]
        in_list = by_target.of_parts(found.database, within).by_unit[unit]
        assert (of_part.state, in_list.outlook.verdict) == (own.state, own.state)


def test_the_need_is_that_of_the_whole_and_stands_beside_the_forecast(tmp_path: Path) -> None:
    found = asked(tmp_path, REPORTS, target(goal(1390))).chosen
    assert isinstance(found.facts, Headline) and found.facts.need is not None and found.facts.pace is not None
    assert (found.facts.need.missing, found.facts.need.required, found.facts.pace.seven) == (300, 5.0, 10.0)


def test_without_a_target_there_is_nothing_to_answer(tmp_path: Path) -> None:
    found = asked(tmp_path, REPORTS)
    assert (found.chosen.state, found.chosen.deadline, found.nearer) == ("no_target", None, None)


@pytest.mark.parametrize(("count", "why"), [(3, "suppressed"), (None, "not_reported")])
def test_without_figures_it_is_said_why(count: int | None, why: str, tmp_path: Path) -> None:
    unit = COMMUNE if count else OTHER
    found = asked(tmp_path, summary(f"{COMMUNE} 2024-04-08 all activated {count or 9}"), unit=unit).chosen
    assert (found.state, found.facts) == ("no_figures", NoFigures(why))


def test_a_whole_with_figures_of_few_communes_has_no_answer(tmp_path: Path) -> None:
    found = asked(tmp_path, REPORTS, target(goal(9000), goal(90000, unit=OTHER)), unit=DISTRICT)
    assert (found.chosen.state, found.nearer) == ("uncovered", None)


def test_another_target_is_told_where_its_deadline_is_nearer(tmp_path: Path) -> None:
    batches = REPORTS, target(goal(9000), goal(1100, dt.date(2024, 5, 31), issuer="province"))
    found = asked(tmp_path, *batches)
    assert found.nearer is not None
    assert (found.nearer.issuer, found.nearer.state, found.nearer.deadline) == (
        "province", "on_course", dt.date(2024, 5, 31),
    )  # fmt: skip
    assert asked(tmp_path, *batches, issuer="province").nearer is None, "the chosen one is the nearest"


def test_a_target_of_one_level_is_a_nearer_one_too(tmp_path: Path) -> None:
    levels = summary(daily(COMMUNE, *steady(10, 100)), f"{COMMUNE} {LAST} 2 activated 500")
    nearer = goal(2000, dt.date(2024, 5, 1), level="2")
    found = asked(tmp_path, levels, target(goal(9000), nearer)).nearer
    assert found is not None
    assert (found.level, found.deadline) == ("2", dt.date(2024, 5, 1))


def test_where_the_chosen_issuer_asked_for_nothing_the_others_target_is_told(tmp_path: Path) -> None:
    found = asked(tmp_path, REPORTS, target(goal(9000, issuer="province")))
    assert found.chosen.state == "no_target"
    assert found.nearer is not None and found.nearer.state == "not_on_course"


def test_what_has_passed_is_no_nearer_deadline(tmp_path: Path) -> None:
    found = asked(tmp_path, REPORTS, target(goal(9000), goal(9000, dt.date(2024, 3, 1), issuer="province")))
    assert found.nearer is None


def test_each_unit_below_has_its_own_answer_against_the_target_whatever_base_is_shown(tmp_path: Path) -> None:
    found = warehouse(opened(tmp_path, REPORTS, target(goal(1000), goal(50, unit=OTHER))))
    selection = Selection(DISTRICT, "2024", LAST, base="approved")
    states = {
        code: one.state
        for code, one in answer.of_parts(found, selection, area.within(found.database, selection)).items()
    }
    assert (states[COMMUNE], states[OTHER]) == ("reached", "no_figures")
    assert len(states) == 12
