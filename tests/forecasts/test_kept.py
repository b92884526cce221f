"""Forecasts that the build keeps: they are what the same question would make afresh, and say no small count."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import duckdb
import numpy as np
import pandas as pd
import pytest

from dashboard import queries
from dashboard.database import Database
from dashboard.forecasts.by_unit import afresh, forecast_by_unit, told
from dashboard.forecasts.coefficients import carried, digest_of, with_own
from dashboard.forecasts.known import Known
from dashboard.forecasts.made import Figures, all_figures, fitted, forecasts
from dashboard.forecasts.made_before import MadeBefore
from dashboard.warehouse import foreseen
from tests.forecasts.conftest import FIRST, daily, steady
from tests.warehouse import Batch, build, living_in, population, set_for, summary, target

COMMUNES = ("32065", "32068", "32069", "32044", "32047")
DAYS = 90
NEWEST = FIRST + dt.timedelta(days=DAYS - 1)
MONDAYS = [FIRST + dt.timedelta(days=day) for day in range(0, DAYS, 7)]


def batches() -> list[Batch]:
    """Two districts, whose communes go on at paces of their own; targets of communes, districts and the province."""
    chance = np.random.default_rng(1)
    counts = {unit: 100 + np.cumsum(chance.poisson(5 + 3 * turn, DAYS)) for turn, unit in enumerate(COMMUNES)}
    goals = [set_for(unit, 900, start="2024-01-01", deadline="2024-06-08") for unit in (*COMMUNES, "967")]
    more = [set_for(unit, 450, issuer="province", start="2024-02-10", deadline="2024-03-05") for unit in COMMUNES]
    return [
        summary(*(daily(unit, *map(int, values)) for unit, values in counts.items())),
        population(*(living_in(unit, 4000) for unit in COMMUNES[:4])),
        target(*goals, *more, set_for("96", 4000), set_for("32071", 300), set_for("VN", 9000)),
    ]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return Database(build(tmp_path_factory.mktemp("kept"), *batches()))


@pytest.mark.parametrize("parent", ["96", "967", "32065", "VN"])
def test_what_is_kept_of_a_day_is_what_would_be_made_afresh(database: Database, parent: str) -> None:
    for day in (*MONDAYS[::3], NEWEST):
        kept = queries.forecast_of_day(database, edition="2024", parent=parent, as_of=day)
        assert len(kept) > 0
        made = told(afresh(database, edition="2024", parent=parent, days=(day, day)), day)
        pd.testing.assert_frame_equal(told(kept, day), made, check_dtype=False)


def test_what_was_reported_later_changes_no_forecast_of_a_day(database: Database) -> None:
    for day in MONDAYS[::3]:
        made = [
            pd.concat(
                [
                    rows
                    for figures in all_figures(database, "2024", "96", (last, dt.date.min))
                    for rows in forecasts(figures, [day], {day: carried()})
                ],
                ignore_index=True,
            )
            for last in (day, NEWEST)
        ]
        assert len(made[0]) > 0
        pd.testing.assert_frame_equal(*made)


def test_what_is_made_of_kept_files_is_what_is_made_without_them(database: Database, tmp_path: Path) -> None:
    asked = all_figures(database, "2024", "VN", (NEWEST, dt.date.min))
    [figures] = [found for found in asked if found.asked.level == "all"]
    texts = fitted(figures, MONDAYS)
    by = {day: with_own(carried(), text) for day, text in texts.items()}
    days = MONDAYS[-3:]
    alone = pd.concat(forecasts(figures, days, by), ignore_index=True)
    for _ in range(2):
        # First they are written, then they are read, and no report is asked for.
        before = MadeBefore(tmp_path, {("2024", "96"): "part-1"})
        since = figures.since(before)
        assert fitted(since, MONDAYS, before) == texts
        pd.testing.assert_frame_equal(pd.concat(forecasts(since, days, by, before), ignore_index=True), alone)
        assert {path.name for path in tmp_path.iterdir()} == before.used
        figures = silent(figures)
    # Nor when a day passes.
    tomorrow = NEWEST + dt.timedelta(days=1)
    asked = all_figures(database, "2024", "VN", (tomorrow, dt.date.min))
    [later] = [found for found in asked if found.asked.level == "all"]
    new = pd.concat(forecasts(later, [tomorrow], {tomorrow: by[days[-1]]}), ignore_index=True)
    made = forecasts(silent(later).since(before), [tomorrow], {tomorrow: by[days[-1]]}, before)
    pd.testing.assert_frame_equal(pd.concat(made, ignore_index=True), new)
    # What stands there already is not told again; of a unit without figures nothing is known.
    named: list[tuple[str, int]] = []

    def stays(_: Known, day: dt.date, name: str, rows: int) -> bool:
        named.append((name, rows))
        return day != days[0]

    told_again = pd.concat(forecasts(figures.since(before), days, by, before, stays), ignore_index=True)
    is_told = (alone["as_of"] == pd.Timestamp(days[0])) | (alone["unit_code"] == "32071")
    pd.testing.assert_frame_equal(told_again, alone[is_told].reset_index(drop=True))
    assert len({name for name, _ in named}) == len(days)
    assert sum(rows for _, rows in named) == len(alone[alone["unit_code"] != "32071"])


def silent(figures: Figures) -> Figures:
    """The same, of which no province can be asked what it reported."""

    def ask() -> NoReturn:
        raise AssertionError

    return replace(
        figures, provinces=[Known(each.province, each.rows, each.areas, each.days, ask) for each in figures.provinces]
    )


def test_each_monday_and_the_newest_day_are_kept_with_the_coefficients_of_mondays(database: Database) -> None:
    kept = [
        day
        for day in (FIRST + dt.timedelta(days=number) for number in range(DAYS + 3))
        if len(queries.forecast_of_day(database, edition="2024", parent="96", as_of=day))
    ]
    assert kept == [*MONDAYS, NEWEST]
    asked = {"edition": "2024", "level": "all", "stage": "activated"}
    [found] = queries.coefficients_of_day(database, **asked, as_of=NEWEST).itertuples()
    assert found.fitted_on.date() == MONDAYS[-1]
    assert found.digest == digest_of(found.content)
    assert with_own(carried(), found.content).residuals[0] > 0
    assert queries.coefficients_of_day(database, **asked, as_of=FIRST - dt.timedelta(days=1)).empty


def test_another_day_is_made_and_one_beyond_the_newest_figures_is_asked_of_their_last(database: Database) -> None:
    asked = {"edition": "2024", "parent": "967"}
    tuesday = forecast_by_unit(database, **asked, as_of=MONDAYS[5] + dt.timedelta(days=1))
    assert len(tuesday) == len(forecast_by_unit(database, **asked, as_of=MONDAYS[5]))
    newest = forecast_by_unit(database, **asked, as_of=NEWEST)
    assert forecast_by_unit(database, **asked, as_of=NEWEST + dt.timedelta(days=5)).equals(newest)


def test_a_monday_stays_as_it_was_when_later_reports_come_in(database: Database, tmp_path: Path) -> None:
    later = summary(
        daily("32065", *steady(90, 60, 3000), first=NEWEST + dt.timedelta(days=1)),
        daily("32098", *steady(5, 60), first=NEWEST + dt.timedelta(days=1)),
    )
    after = Database(build(tmp_path, *batches(), later))
    for day in MONDAYS:
        asked = {"edition": "2024", "parent": "VN", "as_of": day}
        before = queries.forecast_of_day(database, **asked)
        assert queries.forecast_of_day(after, **asked).equals(before)


def test_of_very_many_units_the_newest_mondays_alone_are_kept_and_others_made_when_asked(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreseen, "MOST_KEPT", 6 * len(COMMUNES))
    fewer = Database(build(tmp_path, *batches()))
    asked = {"edition": "2024", "parent": "96"}
    kept = [day for day in [*MONDAYS, NEWEST] if len(queries.forecast_of_day(fewer, **asked, as_of=day))]
    assert kept == [*MONDAYS[-5:], NEWEST]
    for day in (MONDAYS[6], NEWEST):
        pd.testing.assert_frame_equal(
            forecast_by_unit(fewer, **asked, as_of=day),
            forecast_by_unit(database, **asked, as_of=day),
            check_dtype=False,
        )


def test_without_targets_or_some_weeks_of_figures_nothing_is_made(tmp_path: Path) -> None:
    figures, people, targets = batches()
    young = summary(daily("32065", *steady(10, 30)))
    for name, given in (("targets", (figures, people)), ("weeks", (young, targets))):
        with duckdb.connect(str(build(tmp_path / name, *given)), read_only=True) as connection:
            assert connection.execute("SELECT count(*) FROM forecast").fetchall() == [(0,)]


def test_a_target_of_a_stage_that_nobody_reports_is_kept_as_one_of_which_too_little_is_known(tmp_path: Path) -> None:
    figures, people, _ = batches()
    database = Database(build(tmp_path, figures, people, target(set_for("32065", 900, stage="collected"))))
    found = forecast_by_unit(database, edition="2024", parent="96", as_of=NEWEST)
    assert found["verdict"].tolist() == ["too_little_data"]


def test_a_count_so_small_that_nobody_is_told_it_is_in_no_forecast(tmp_path: Path) -> None:
    small = [0] * 30 + [6] * 30
    given = summary(daily("32065", *small), daily("32068", *steady(5, 60)))
    aims = target(set_for("32065", 40, deadline="2024-03-20"), set_for("32068", 700, deadline="2024-03-20"))
    path = build(tmp_path, given, aims)
    with duckdb.connect(str(path), read_only=True) as connection:
        told = connection.execute("SELECT count_p10, count_p50, count_p90 FROM forecast").fetchall()
    counts = [count for row in told for count in row if count is not None]
    assert len(counts) > 20
    assert not [count for count in counts if 1 <= count < 5]
    database = Database(path)
    for day in (FIRST + dt.timedelta(days=number) for number in range(20, 60, 3)):
        found = forecast_by_unit(database, edition="2024", parent="96", as_of=day)
        for name in ("count_p10", "count_p50", "count_p90"):
            assert not found[name].between(1, 4).any()
