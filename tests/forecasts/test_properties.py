"""What is true of every forecast, on the units of a simulated campaign."""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.forecasts import coefficients
from dashboard.forecasts.apply import Forecasts, forecasts_of
from dashboard.forecasts.history import History, Revisions, Targets
from dashboard.forecasts.standing import standing_at
from dashboard.forecasts.sums import UNTIL_DEADLINE, luck_of, part_of
from dashboard.statistics.reaching import NEVER
from tests.backtest.campaigns import campaign
from tests.backtest.histories import history_of, targets_of

SEEDS = (103, 108)


@pytest.fixture(scope="module", params=SEEDS)
def asked(request) -> tuple[History, Targets, int]:
    drawn = campaign(request.param)
    return history_of(drawn), targets_of(drawn, 0), int(drawn.deadline.max()) - 45


def forecast(history: History, targets: Targets, cut: int) -> Forecasts:
    return forecasts_of(history, standing_at(history, cut), targets, coefficients.carried())


def test_no_day_lies_before_the_last_report_and_counts_and_days_are_in_order(asked) -> None:
    history, targets, cut = asked
    found, standing = forecast(history, targets, cut), standing_at(history, cut)
    ahead = found.is_enough & ~found.is_reached
    assert (found.on[ahead] > standing.last[targets.unit[ahead]][:, None]).all()
    assert (np.diff(found.on[ahead], axis=1) >= 0).all()
    assert (np.diff(found.count[ahead], axis=1) >= 0).all()
    assert (found.count[ahead, 0] >= standing.newest[targets.unit[ahead]] - 1e-6).all()


def test_a_larger_target_is_never_more_probable_nor_reached_earlier(asked) -> None:
    history, targets, cut = asked
    before = forecast(history, targets, cut)
    for more in (1.01, 1.05, 1.2, 1.5, 2.0, 4.0):
        found = forecast(history, replace(targets, value=targets.value * more), cut)
        both = before.is_enough
        assert (found.probability[both] <= before.probability[both] + 1e-9).all()
        assert (found.on[both] >= before.on[both]).all()
        before = found


def test_nothing_depends_on_the_order_of_rows(asked) -> None:
    history, targets, cut = asked
    reports = history.reports
    turned = np.arange(len(reports.counts))[::-1]
    revisions = replace(reports.revisions, unit=len(turned) - 1 - reports.revisions.unit)
    other = History(
        replace(reports, counts=reports.counts[turned], revisions=revisions),
        history.eligible[turned], history.group[turned], history.deadline[turned], history.goal[turned],
    )  # fmt: skip
    found = forecast(other, replace(targets, unit=len(turned) - 1 - targets.unit), cut)
    plain = forecast(history, targets, cut)
    assert found.probability == pytest.approx(plain.probability, nan_ok=True)
    assert np.array_equal(found.on, plain.on)


def test_a_forecast_does_not_change_when_later_reports_and_corrections_come_in(asked) -> None:
    history, targets, cut = asked
    later = history.reports.counts.copy()
    later[:, cut + 1 :] = 10_000_000
    corrected = Revisions(np.array([0]), np.array([cut - 1]), np.array([cut + 1]), np.array([1.0]))
    plain = replace(history.reports, revisions=Revisions())
    before = forecast(replace(history, reports=plain), targets, cut)
    found = forecast(replace(history, reports=replace(plain, counts=later, revisions=corrected)), targets, cut)
    assert np.array_equal(found.probability, before.probability, equal_nan=True)
    assert np.array_equal(found.on, before.on)


def test_a_sum_is_drawn_not_added(asked) -> None:
    history, targets, cut = asked
    standing, found = standing_at(history, cut), forecast(history, targets, cut)
    known = found.is_enough & (found.on[:, 1] != NEVER)
    units = targets.unit[found.is_enough]
    assert known.any()
    member = np.isin(np.arange(len(history.eligible)), units)[None]
    luck = luck_of("96", [f"{unit:05d}" for unit in range(member.shape[1])])
    goal = targets.deadline[:1]
    part = part_of(np.zeros((1, cut + 1)), standing, member, goal, luck, coefficients.carried())
    low, high = np.quantile(part.totals[0, UNTIL_DEADLINE], [0.1, 0.9])
    apart = found.count[found.is_enough]
    assert apart[:, 0].sum() < low < high < apart[:, 2].sum()
