"""The forecast against its twin in plain Python, on small worlds: three of the eight that `make sweep` takes."""

import datetime as dt
import random
from pathlib import Path

import pandas as pd
import pytest

from dashboard.forecasts.by_unit import forecast_by_unit
from dashboard.forecasts.coefficients import carried
from tests.forecasts.conftest import FIRST
from tests.forecasts.twin import Province, Unit
from tests.sweep import IS_WHOLE
from tests.warehouse import living_in, opened, population, set_for, summary, target

COMMUNES = ("32065", "32068", "32069", "32071", "32072", "32044")
DEADLINE = dt.date(2024, 6, 28)
# New Year, Hùng (18 April), 30 April, 1 May and National Day, and below Tết (8 to 14 February).
QUIET = {dt.date(2024, 1, 1), dt.date(2024, 4, 18), dt.date(2024, 4, 29), dt.date(2024, 4, 30), dt.date(2024, 5, 1)}
QUIET |= {dt.date(2024, 9, 2), dt.date(2024, 9, 3)}
TET = {dt.date(2024, 2, 8) + dt.timedelta(days=day) for day in range(7)}
# 4 May was worked for 29 April.
WORKED = {dt.date(2024, 5, 4)}


def weight(day: dt.date) -> float:
    """How busy a day is."""
    if day in TET:
        return 0.03
    found = [1.0, 1.0, 1.0, 1.0, 1.0, 0.4, 0.25][day.weekday()]
    found = 0.2 if day in QUIET else 0.8 if day in WORKED else found
    return found * (0.65 if any(abs((day - tet).days) <= 7 for tet in TET) else 1)


@pytest.mark.parametrize("seed", range(8) if IS_WHOLE else range(3))
def test_a_forecast_is_that_of_its_twin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    chance, length = random.Random(seed), 70
    rows, people, goals, counted = [], [], [], {}
    for turn, code in enumerate(COMMUNES):
        # Some report every day, some every week, one has stopped; of one nobody counted the people.
        every = chance.choice((1, 1, 3, 7))
        # One stands still: only the bound on what can be gained says anything of it.
        count, pace = chance.randrange(50, 400), 0.02 if turn == 4 else chance.uniform(1, 20)
        counted[code] = {}
        for day in range(chance.randrange(0, 10), length - (20 if turn == 5 else 0)):
            count += int(chance.expovariate(1 / pace))
            if day % every == 0:
                counted[code][day] = count
                rows.append(f"{code} {FIRST + dt.timedelta(days=day)} all activated {count}")
        if turn:
            people.append(living_in(code, 3000 + 500 * turn))
        goals.append(set_for(code, count + chance.randrange(100, 1500), deadline=DEADLINE.isoformat()))
    cut = length - 1
    database = opened(tmp_path, summary(*rows), population(*people), target(*goals))
    found = forecast_by_unit(database, edition="2024", parent="96", as_of=FIRST + dt.timedelta(days=cut))
    last = (DEADLINE - FIRST).days
    weights = [weight(FIRST + dt.timedelta(days=day)) for day in range(last + 130)]
    eligible = {row.split()[0]: float(row.split()[3]) for row in people}
    units = {code: Unit(counted[code], eligible.get(code), last) for code in COMMUNES}
    twin = Province(list(units.values()), cut, weights, carried())
    assert len(found) == len(COMMUNES)
    for row in found.itertuples():
        told = twin.forecast(units[row.unit_code], int(row.target), last)
        assert row.probability == pytest.approx(told.probability, abs=1e-4)
        assert [row.count_p10, row.count_p50, row.count_p90] == pytest.approx(told.counts, abs=0.51)
        days = [None if pd.isna(day) else (day.date() - FIRST).days for day in (row.p10_on, row.p50_on, row.p90_on)]
        assert days == told.on
