"""What is known of a unit's targets beside their forecast: what is missing, by when, at what pace."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard import briefing, units
from dashboard.briefing.forecast.facts import Parts, TargetForecast
from dashboard.briefing.working_days import WorkingDays
from dashboard.selection import Selection
from tests.forecasts.conftest import FIRST, daily, steady
from tests.warehouse import Batch, living_in, opened, population, reported, set_for, summary, target

CUT = FIRST + dt.timedelta(days=99)
DEADLINE = "2024-06-08"
REPORTS = (
    summary(
        daily("32065", *steady(10, 100)),
        daily("32068", *steady(10, 80)),
        reported("32065", on=CUT.isoformat(), approved=1400),
    ),
    population(*(living_in(unit, 5000) for unit in ("32065", "32068", "32069"))),
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))


def shown(unit: str, as_of: dt.date = CUT, **chosen: str) -> Selection:
    return Selection(unit, "2024", as_of, **chosen)


def of_unit(folder: Path, selection: Selection, *batches: Batch) -> tuple[TargetForecast, ...]:
    return briefing.forecast.of_unit(opened(folder, *REPORTS, *batches), selection)


def of_parts(folder: Path, selection: Selection, *batches: Batch) -> Parts:
    return briefing.forecast.of_parts(opened(folder, *REPORTS, *batches), selection)


def goal(unit: str, value: int, deadline: str = DEADLINE, issuer: str = "ministry", level: str = "all") -> str:
    return set_for(unit, value, issuer=issuer, level=level, start="2024-01-01", deadline=deadline)


def test_a_target_is_told_with_all_that_is_known_of_its_unit(tmp_path: Path) -> None:
    [found] = of_unit(tmp_path, shown("32065"), target(goal("32065", 1390)))
    assert (found.unit_name, found.target.document, found.target.phase) == ("Thị trấn Thới Bình", "KH-06", "1")
    stand = found.stand
    assert (stand.counted, stand.reported_on, stand.is_silent, stand.missing) == (1090, CUT, False, 300)
    # From 9 April to 8 June there are 60 days, and people need to be five more on each.
    assert (found.days_left, stand.required, stand.pace, stand.gap) == (60, 5.0, 10.0, -5)
    # Mondays to Fridays without Hung Kings' day (18 April), the days around 1 May; 4 May is worked for 29 April.
    assert found.working_days_left == 40
    assert (stand.backlog, stand.eligible_left) == (310, 3910)
    assert found.outlook.verdict == "on_course"
    assert found.outlook.starts_on == CUT
    assert found.outlook.counts is not None
    assert found.outlook.counts[0] < found.outlook.counts[1] < found.outlook.counts[2]


def test_the_even_path_rises_on_working_days_from_the_count_at_the_start(tmp_path: Path) -> None:
    days = WorkingDays((dt.date(2024, 5, 1),), (dt.date(2024, 5, 4),))
    assert days.within(dt.date(2024, 4, 29), dt.date(2024, 5, 5)) == 5
    assert days.part(dt.date(2024, 4, 29), dt.date(2024, 5, 5), dt.date(2024, 5, 1)) == 2 / 5
    assert days.part(dt.date(2024, 4, 29), dt.date(2024, 5, 5), dt.date(2024, 5, 6)) is None
    assert days.part(dt.date(2024, 5, 5), dt.date(2024, 5, 5), dt.date(2024, 5, 5)) == 1
    assert days.after(dt.date(2024, 4, 30), dt.date(2024, 4, 30)) == 0
    [found] = of_unit(tmp_path, shown("32065"), target(goal("32065", 1390)))
    assert found.target.began == 100
    [part] = of_parts(tmp_path, shown("967"), target(goal("32065", 1390))).forecasts
    assert part.target.began == 100
    assert part.stand.path == found.stand.path
    # 66 of 106 working days.
    assert found.stand.path == 903


def test_the_nearest_deadline_comes_first_and_those_that_passed_last(tmp_path: Path) -> None:
    found = of_unit(
        tmp_path,
        shown("32065"),
        target(
            goal("32065", 1500, "2024-12-31"),
            goal("32065", 1300, "2024-06-08", "province"),
            goal("32065", 700, "2024-03-31", "district"),
            goal("32065", 900, "2024-02-29", "district"),
            goal("32065", 1100, "2024-05-31", level="2"),
        ),
    )
    assert [(one.target.issuer, one.target.level, f"{one.target.deadline:%m-%d}") for one in found] == [
        ("ministry", "2", "05-31"),
        ("province", "all", "06-08"),
        ("ministry", "all", "12-31"),
        ("district", "all", "03-31"),
        ("district", "all", "02-29"),
    ]
    past = found[3]
    assert past.is_past
    assert past.is_reached
    assert (past.days_left, past.working_days_left, past.stand.required, past.stand.path) == (-9, 0, None, None)
    # Of two targets of one kind each has its own need.
    assert [one.stand.missing for one in found[3:]] == [0, 0]
    # Nothing is known of level 2.
    assert found[0].outlook.verdict == "too_little_data"


def test_a_silent_unit_keeps_its_forecast_from_its_last_report(tmp_path: Path) -> None:
    [found] = of_unit(tmp_path, shown("32068"), target(goal("32068", 1390)))
    last = FIRST + dt.timedelta(days=79)
    assert (found.stand.is_silent, found.stand.reported_on, found.stand.pace, found.stand.gap) == (
        True,
        last,
        None,
        None,
    )
    assert found.outlook.starts_on == last
    # 500 after 20 March, in 80 days.
    assert (found.stand.missing, found.stand.required) == (500, 6.25)


def test_who_never_reported_needs_all_and_has_no_forecast(tmp_path: Path) -> None:
    parts = of_parts(tmp_path, shown("967"), target(goal("32065", 1390), goal("32069", 600), goal("32068", 5000)))
    assert {one.unit_code: (one.stand.state, one.stand.missing, one.outlook.verdict) for one in parts.forecasts} == {
        "32065": ("value", 300, "on_course"),
        "32068": ("late", 4110, "not_on_course"),
        "32069": ("not_reported", 600, "too_little_data"),
    }
    assert parts.counts() == {"on_course": 1, "not_on_course": 1, "too_little_data": 1}
    silent = next(one for one in parts.forecasts if one.unit_code == "32069")
    assert (silent.stand.counted, silent.stand.required, silent.outlook.probability) == (None, 10.0, None)
    # Nine communes of the district have no target at all.
    assert len(parts.without) == 9


def test_a_protected_count_has_no_forecast(tmp_path: Path) -> None:
    few = summary(daily("32071", *[1] * 60, *[3] * 40))
    [found] = of_unit(tmp_path, shown("32071"), few, target(goal("32071", 100)))
    assert (found.stand.state, found.stand.counted, found.stand.missing) == ("suppressed", None, None)
    assert (found.outlook.verdict, found.outlook.counts, found.outlook.probability) == ("too_little_data", None, None)


def test_units_that_were_asked_for_nothing_do_not_count_for_a_sum_of_others_targets(tmp_path: Path) -> None:
    rest = [each.unit_code for each in units.children("2024", "967") if each.unit_code not in ("32065", "32068")]
    reports = summary(*(daily(code, *steady(10, 100)) for code in rest))
    goals = [goal("32065", 2400), goal("32068", 2000), *(goal(code, 2400) for code in rest[:-1])]
    [without] = of_unit(tmp_path / "without", shown("967"), reports, target(*goals))
    [found] = of_unit(tmp_path / "found", shown("967"), reports, summary(daily(rest[-1], 50_000)), target(*goals))
    assert (found.stand.missing, found.outlook.verdict) == (without.stand.missing, without.outlook.verdict)
    assert found.outlook.counts == without.outlook.counts
    assert found.outlook.verdict != "reached"


def test_a_sum_of_targets_whose_deadline_has_passed_was_reached_only_where_nothing_is_missing(tmp_path: Path) -> None:
    rest = [each.unit_code for each in units.children("2024", "967") if each.unit_code not in ("32065", "32068")]
    reports = summary(*(daily(code, 500) for code in rest))
    [passed] = of_unit(tmp_path, shown("967"), reports, target(goal("32065", 1200, "2024-03-31")))
    # All communes together have more than was asked of the one, which lacks 110.
    assert (passed.is_past, passed.stand.missing, passed.outlook.verdict) == (True, 110, "not_on_course")


def test_a_whole_below_the_coverage_has_no_forecast(tmp_path: Path) -> None:
    targets = target(goal("32065", 1390), *(goal(unit, 9000) for unit in ("32069", "32071", "32074")))
    [found] = of_unit(tmp_path, shown("967"), targets)
    assert not found.stand.is_covered
    assert (found.stand.missing, found.stand.units_unknown) == (27300, 3)
    assert (found.outlook.verdict, found.outlook.counts) == ("too_little_data", None)


def test_a_unit_without_a_target_has_nothing_to_reach(tmp_path: Path) -> None:
    assert of_unit(tmp_path, shown("32065")) == ()
    parts = of_parts(tmp_path, shown("967"))
    assert parts.forecasts == ()
    assert len(parts.without) == 12


def test_a_commune_alone_is_told_the_same_as_among_the_others(tmp_path: Path) -> None:
    targets = target(goal("32065", 1390), goal("32068", 2000))
    [alone] = of_unit(tmp_path, shown("32068"), targets)
    among = next(one for one in of_parts(tmp_path, shown("32068"), targets).forecasts if one.unit_code == "32068")
    assert (alone.stand, alone.outlook) == (among.stand, among.outlook)
