"""One target by day: at its deadline the fan says what the forecast says, and a change moves it as it should."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.database import Database
from dashboard.forecasts.by_unit import forecast_by_unit
from dashboard.forecasts.fan import Asked, Fan, Goal, fan_of, fans_of
from dashboard.selection import Supposed
from tests.forecasts.conftest import FIRST, daily, steady
from tests.warehouse import living_in, opened, population, set_for, summary, target

CUT = FIRST + dt.timedelta(days=99)
DEADLINE = dt.date(2024, 6, 8)
UNITS = ("32065", "32068", "32069")
ASKED = Asked("2024", "96", CUT, "all", "activated")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Two communes that report to the day, one that stopped 20 days before it, and nothing of nine others' targets."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    return opened(
        tmp_path,
        summary(
            daily("32065", *steady(10, 100)), daily("32068", *steady(10, 80)), daily("32069", *steady(20, 100)),
            *(daily(unit, *steady(5, 100)) for unit in ("32071", "32072", "32074", "32077")),
        ),
        population(*(living_in(unit, 5000) for unit in UNITS)),
        target(*(set_for(unit, 1800, start="2024-01-01", deadline=str(DEADLINE)) for unit in UNITS[:2]),
               set_for("967", 9000, start="2024-01-01", deadline=str(DEADLINE))),
    )  # fmt: skip


def of(database: Database, unit: str = "32065", value: int = 1800, **change: int | dt.date) -> Fan:
    found = fan_of(database, ASKED, Goal(unit, value, DEADLINE), Supposed(**change))
    assert found is not None
    return found


def test_at_its_deadline_a_fan_says_what_the_forecast_says(database: Database) -> None:
    said = forecast_by_unit(database, edition="2024", parent="96", as_of=CUT).set_index("unit_code")
    for unit in ("32065", "32068", "967"):
        row = said.loc[unit]
        fan = of(database, unit, int(row["target"]))
        assert fan.counts == (row["count_p10"], row["count_p50"], row["count_p90"]), unit
        assert fan.probability == row["probability"]
        assert fan.verdict == row["verdict"]
        assert [day for day in fan.on if day] == [day.date() for day in row[["p10_on", "p50_on", "p90_on"]].dropna()]


def test_a_fan_of_a_past_day_reads_no_further_than_its_day(database: Database) -> None:
    past = replace(ASKED, as_of=CUT - dt.timedelta(days=30))
    for unit in ("32065", "967"):
        goal, beyond = Goal(unit, 9000, DEADLINE), Goal(unit, 9000, DEADLINE + dt.timedelta(days=1))
        # Of a deadline beyond all targets the reports up to the day are put in order, of others those of all days.
        [alone], [beside, _] = fans_of(database, past, [goal]), fans_of(database, past, [goal, beyond])
        assert alone is not None
        assert alone == beside
        assert alone != fan_of(database, ASKED, goal)


def test_a_fan_begins_at_the_last_report_and_never_falls(database: Database) -> None:
    late = of(database, "32068")
    assert (late.days[0], late.days[-1]) == (FIRST + dt.timedelta(days=79), DEADLINE)
    assert (late.low[0], late.middle[0], late.high[0]) == (890, 890, 890)
    for line in (late.low, late.middle, late.high):
        assert list(line) == sorted(line)
    assert all(low <= middle <= high for low, middle, high in zip(late.low, late.middle, late.high, strict=True))


def test_more_people_a_day_are_added_from_the_day_looked_at_on(database: Database) -> None:
    usual, more = of(database), of(database, extra=5)
    assert [a - b for a, b in zip(more.counts, usual.counts, strict=True)] == [300, 300, 300]
    assert more.probability > usual.probability
    # The commune that stopped reporting 20 days before has 60 days left, too.
    late = of(database, "32068"), of(database, "32068", extra=5)
    assert late[1].counts[1] - late[0].counts[1] == 300


def test_a_faster_pace_multiplies_what_is_gained_and_a_slower_one_takes_from_it(database: Database) -> None:
    usual, faster, slower = of(database), of(database, percent=50), of(database, percent=-100)
    assert faster.counts[1] - 1090 == pytest.approx(1.5 * (usual.counts[1] - 1090), abs=1)
    assert slower.counts == (1090, 1090, 1090)
    assert slower.probability < usual.probability < faster.probability


def test_a_later_deadline_gives_more_days(database: Database) -> None:
    usual, later = of(database), of(database, deadline=DEADLINE + dt.timedelta(days=300))
    assert later.days[-1] == DEADLINE + dt.timedelta(days=300)
    assert later.counts[1] > usual.counts[1]
    assert later.probability > usual.probability


def test_no_more_people_are_won_than_are_left(database: Database) -> None:
    assert of(database, extra=10_000).counts[2] <= 5000 * 1.03
    assert of(database, "967", 9000, extra=0).counts[1] < of(database, "967", 9000, extra=50).counts[1]


def test_what_is_reached_or_over_has_no_fan(database: Database) -> None:
    assert fan_of(database, ASKED, Goal("32065", 1000, DEADLINE)) is None
    assert fan_of(database, ASKED, Goal("32065", 1800, CUT)) is None
    # Nobody reports of it.
    assert fan_of(database, ASKED, Goal("32080", 1800, DEADLINE)) is None
