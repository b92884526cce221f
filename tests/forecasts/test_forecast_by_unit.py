"""Whether targets will be reached: a row for each unit and target, by what was known on the day asked about."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.forecasts.by_unit import COLUMNS, forecast_by_unit
from tests.forecasts.conftest import FIRST, daily, steady
from tests.warehouse import Batch, living_in, opened, population, rows, set_for, summary, target

CUT = FIRST + dt.timedelta(days=99)
PEOPLE = population(*(living_in(unit, 5000) for unit in ("32065", "32068", "32069")))


def asked(folder: Path, *batches: Batch, parent: str = "967", as_of: dt.date = CUT, **rules: int) -> pd.DataFrame:
    return forecast_by_unit(opened(folder, *batches, **rules), edition="2024", parent=parent, as_of=as_of)


def goal(unit: str, value: int, deadline: str = "2024-06-08", issuer: str = "ministry") -> str:
    return set_for(unit, value, issuer=issuer, start="2024-01-01", deadline=deadline)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))


REPORTS = summary(
    daily("32065", *steady(10, 100)),
    daily("32068", *steady(10, 100)),
    daily("32069", *steady(10, 100)),
)


def test_a_row_for_each_unit_and_target_says_count_probability_days_and_a_word(tmp_path: Path) -> None:
    found = asked(
        tmp_path,
        REPORTS,
        PEOPLE,
        target(goal("32065", 1200), goal("32068", 3500), goal("32069", 1000), goal("32071", 800)),
    )
    assert list(found.columns) == [column.name for column in COLUMNS]
    assert rows(found, "unit_code", "target", "verdict") == [
        ("32065", 1200, "on_course"),
        ("32068", 3500, "not_on_course"),
        ("32069", 1000, "reached"),
        ("32071", 800, "too_little_data"),
    ]
    surely, never, done, unknown = found.itertuples()
    # 60 days at some 10 a day, holidays among them.
    assert surely.count_p10 < 1690 < surely.count_p90
    assert surely.probability > 0.9
    assert CUT < surely.p10_on.date() <= surely.p50_on.date() <= surely.p90_on.date() < dt.date(2024, 6, 8)
    assert never.probability < 0.05
    assert pd.isna(never.p50_on)
    # 100 and 10 a day: the count of 1,000 was reported after 90 days.
    assert done.p50_on.date() == FIRST + dt.timedelta(days=90)
    assert done.probability == 1
    assert pd.isna(unknown.count_p50)
    assert pd.isna(unknown.probability)
    assert pd.isna(unknown.starts_on)


def test_a_unit_that_stood_still_is_not_forecast_more_than_people_and_pace_allow(tmp_path: Path) -> None:
    """Its pace is 0, so that by logarithms anything is far away: it could go on as five times its best days at most."""
    stalled = [*steady(8, 30), *[332] * 70]
    reports = summary(daily("32065", *stalled), daily("32068", *steady(4, 100)), daily("32069", *steady(4, 100)))
    goals = target(*(goal(unit, 1000) for unit in ("32065", "32068", "32069")), goal("967", 3000))
    found = asked(tmp_path, reports, PEOPLE, goals).set_index("unit_code")
    working_days = 46
    assert 332 <= found.count_p50["32065"] < 400
    assert found.count_p90["32065"] <= 332 + 5 * 8 * working_days
    assert found.count_p90["967"] <= found.count_p90[["32065", "32068", "32069"]].sum()
    few = population(living_in("32065", 500), living_in("32068", 5000), living_in("32069", 5000))
    crowded = asked(tmp_path / "few", reports, few, goals).set_index("unit_code")
    assert crowded.count_p90["32065"] <= 516


def test_a_deadline_that_has_passed_is_judged_by_what_was_reported_and_shown_for_120_days(tmp_path: Path) -> None:
    deadline = (CUT - dt.timedelta(days=30)).isoformat()
    found = asked(
        tmp_path,
        REPORTS,
        PEOPLE,
        target(goal("32065", 790, deadline), goal("32068", 800, deadline), goal("32069", 2500, deadline)),
    )
    assert rows(found, "unit_code", "count_p10", "count_p90", "probability", "verdict") == [
        ("32065", 790, 790, 1, "reached"),
        ("32068", 790, 790, 0, "reached"),
        ("32069", 790, 790, 0, "not_on_course"),
    ]
    later = CUT + dt.timedelta(days=89)
    assert len(asked(tmp_path, REPORTS, PEOPLE, target(goal("32065", 790, deadline)), as_of=later)) == 1
    assert asked(
        tmp_path, REPORTS, PEOPLE, target(goal("32065", 790, deadline)), as_of=later + dt.timedelta(days=1)
    ).empty


def test_a_forecast_does_not_change_when_later_reports_come_in(tmp_path: Path) -> None:
    targets = target(goal("32065", 1500), goal("32068", 1800), goal("967", 4500))
    before = asked(tmp_path, REPORTS, PEOPLE, targets)
    later = summary(daily("32065", *steady(40, 40, 1130), first=CUT + dt.timedelta(days=1)))
    assert asked(tmp_path, REPORTS, PEOPLE, targets, later).equals(before)


def test_a_later_report_of_the_same_day_changes_nothing_and_a_marked_correction_counts_from_its_arrival(
    tmp_path: Path,
) -> None:
    targets, day = target(goal("32065", 1500)), CUT.isoformat()
    before = asked(tmp_path, REPORTS, PEOPLE, targets)
    again = replace(summary(f"32065 {day} all activated 700"), received_at="2024-04-20T08:00:00")
    assert asked(tmp_path, REPORTS, PEOPLE, targets, again).equals(before)
    marked = replace(again, is_correction=True)
    assert asked(tmp_path, REPORTS, PEOPLE, targets, marked).equals(before)
    more = summary(daily("32068", *steady(10, 20, 1100), first=CUT + dt.timedelta(days=1)))
    after = asked(tmp_path, REPORTS, PEOPLE, targets, marked, more, as_of=dt.date(2024, 4, 20))
    assert after["count_p90"].iloc[0] < before["count_p50"].iloc[0]


def test_history_that_is_brought_in_later_counts_as_known_on_the_day_it_speaks_of(tmp_path: Path) -> None:
    targets = target(goal("32065", 1500), goal("967", 4500))
    at_once = asked(tmp_path, REPORTS, PEOPLE, targets)
    later = replace(REPORTS, received_at="2025-03-01T08:00:00")
    assert asked(tmp_path, later, PEOPLE, targets).equals(at_once)


def test_a_day_beyond_the_newest_figures_starts_from_them_and_says_so(tmp_path: Path) -> None:
    targets = target(goal("32065", 1500))
    at_newest = asked(tmp_path, REPORTS, PEOPLE, targets)
    beyond = asked(tmp_path, REPORTS, PEOPLE, targets, as_of=CUT + dt.timedelta(days=10))
    assert rows(beyond, "starts_on", "count_p50", "probability") == rows(
        at_newest, "starts_on", "count_p50", "probability"
    )
    assert rows(beyond, "starts_on") == [(CUT.isoformat(),)]


def test_the_sum_of_a_district_is_drawn_with_its_communes_together(tmp_path: Path) -> None:
    targets = target(goal("32065", 1700), goal("32068", 1700), goal("32069", 1700), goal("967", 5100))
    found = asked(tmp_path, REPORTS, PEOPLE, targets).set_index("unit_code")
    communes, district = found.drop("967"), found.loc["967"]
    assert abs(district["count_p50"] - communes["count_p50"].sum()) < 0.05 * district["count_p50"]
    assert communes["count_p10"].sum() < district["count_p10"] < district["count_p90"] < communes["count_p90"].sum()


def test_the_thresholds_of_the_words_are_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    targets = target(goal("32065", 1640))
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    usual = asked(tmp_path, REPORTS, PEOPLE, targets)
    percent = round(float(usual["probability"].iloc[0]) * 100)
    assert 5 < percent < 95
    for name, rules in (("on_course", (percent - 5, 1)), ("at_risk", (99, percent - 5)), ("not_on_course", (99, 98))):
        folder = tmp_path / name
        monkeypatch.setenv("DASHBOARD_DATA", str(folder))
        found = asked(folder, REPORTS, PEOPLE, targets, on_course_from=rules[0], at_risk_from=rules[1])
        assert rows(found, "verdict") == [(name,)]


def test_without_enough_that_has_matured_a_forecast_says_that_it_stands_on_simulated_campaigns(tmp_path: Path) -> None:
    assert rows(asked(tmp_path, REPORTS, PEOPLE, target(goal("32065", 1500))), "basis") == [("simulated",)]


def test_without_targets_or_figures_there_is_no_row_or_no_answer(tmp_path: Path) -> None:
    assert asked(tmp_path, REPORTS).empty
    nothing = asked(tmp_path / "none", target(goal("32065", 1500)))
    assert rows(nothing, "verdict") == [("too_little_data",)]
