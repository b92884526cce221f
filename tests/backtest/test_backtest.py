"""A small fixed part of the backtest: what `make backtest` prints for all campaigns holds for these few."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from dashboard.forecasts import coefficients, measured
from dashboard.settings import ROOT
from tests.backtest import scores, table, trial
from tests.backtest.rivals import NAMES
from tests.backtest.table import NOT_ON_COURSE, ON_COURSE


@pytest.fixture(scope="module")
def some() -> trial.Trial:
    return trial.run(range(101, 107), coefficients.carried())


def test_the_ranges_hold_eight_of_ten(some: trial.Trial) -> None:
    method = some.judged[trial.METHOD]
    assert 0.72 < 1 - sum(scores.count_tails(method)) < 0.88
    assert 0.72 < 1 - sum(scores.date_tails(method)) < 0.88


def test_it_is_better_than_its_rivals(some: trial.Trial) -> None:
    method = some.judged.pop(trial.METHOD)
    constant = scores.climatology(method)
    assert scores.skill(method, constant) > 0.06 + max(scores.skill(each, constant) for each in some.judged.values())
    assert scores.pinball(method) < 0.85 * min(scores.pinball(each) for each in some.judged.values())
    some.judged[trial.METHOD] = method


def test_words_are_seldom_wrong_and_days_do_not_contradict_their_probability(some: trial.Trial) -> None:
    method = some.judged[trial.METHOD]
    on, off = method.probability >= ON_COURSE, method.probability < NOT_ON_COURSE
    assert method.made[on].mean() > 0.88
    assert method.made[off].mean() < 0.15
    assert scores.contradictions(method) < 0.01


def test_it_prints_a_line_for_each_horizon_and_rival(some: trial.Trial, tmp_path: Path) -> None:
    rows = table.measured(some, "101-106", dt.date(2026, 11, 29))
    assert [row.horizon for row in rows] == ["all", "14", "30", "60", "90", "120", *NAMES]
    assert len(table.below(some)) == 3
    table.save(rows, tmp_path / "backtest.csv")
    assert measured.read(tmp_path / "backtest.csv") == tuple(rows)


def test_the_readme_prints_the_table_that_the_product_carries() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert table.into(readme, table.lines(measured.rows())) == readme


def test_it_is_the_same_each_time(some: trial.Trial) -> None:
    again = trial.run(range(101, 102), coefficients.carried()).judged[trial.METHOD]
    first = some.judged[trial.METHOD].probability[: len(again.probability)]
    assert np.array_equal(first, again.probability)
