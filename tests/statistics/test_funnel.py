"""The limits of funnel plots against published data: the hospitals of the BUGS example "Surgical"."""

import numpy as np
import pytest

from dashboard.statistics import funnel

PEOPLE = np.array([47.0, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360])
COUNTS = np.array([0.0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24])
PEERS = funnel.proportions(COUNTS, PEOPLE)
SPREAD = funnel.spread(PEERS)


def outside(low: np.ndarray, high: np.ndarray) -> list[int]:
    """The places, counted from 1, of the units beyond the limits."""
    return [int(place) + 1 for place in np.flatnonzero((PEERS.value < low) | (PEERS.value > high))]


def test_scores_of_the_published_example() -> None:
    assert PEERS.centre == pytest.approx(0.073916, abs=5e-7)
    assert PEERS.scores[7] == pytest.approx(3.938, abs=5e-4)
    assert (PEERS.scores**2).sum() == pytest.approx(38.556, abs=5e-4)
    assert (PEERS.scores**2).mean() == pytest.approx(3.2130, abs=5e-5)


def test_the_spread_of_the_published_example_is_winsorised() -> None:
    assert SPREAD.dispersion == pytest.approx(2.3832, abs=5e-5)
    assert SPREAD.between**2 == pytest.approx(0.0004966, abs=5e-8)


def test_exact_limits_are_those_of_the_binomial_distribution() -> None:
    people = np.array([215.0])
    found = [*funnel.exact_proportion_limits(people, PEERS.centre, 0.95)]
    found += funnel.exact_proportion_limits(people, PEERS.centre, 0.998)
    assert [round(float(limit[0]), 5) for limit in found] == [0.03842, 0.10851, 0.02265, 0.13222]


def test_who_lies_outside_by_chance_alone_and_who_beyond_the_spread() -> None:
    assert outside(*funnel.exact_proportion_limits(PEOPLE, PEERS.centre, 0.95)) == [2, 5, 8, 11]
    assert outside(*funnel.exact_proportion_limits(PEOPLE, PEERS.centre, 0.998)) == [8]
    beyond = funnel.limits(PEERS.variance, PEERS.centre, SPREAD.between, 0.95)
    assert outside(*beyond) == [8]
    assert outside(*funnel.limits(PEERS.variance * SPREAD.dispersion, PEERS.centre, 0.0, 0.95)) == [8]
    assert abs(funnel.scores_beyond(PEERS, SPREAD.between)[7]) > 1.96


def test_peers_that_differ_by_chance_only_have_no_spread_of_their_own() -> None:
    counts = np.random.default_rng(1).binomial(1000, 0.4, size=60).astype(float)
    assert funnel.spread(funnel.proportions(counts, np.full(60, 1000.0))).between == 0


def test_ratios_may_pass_one_and_their_limits_are_those_of_the_poisson_distribution() -> None:
    peers = funnel.ratios(np.array([150.0, 50.0]), np.array([100.0, 100.0]))
    assert peers.value.tolist() == [1.5, 0.5]
    assert peers.variance.tolist() == [0.01, 0.01]
    low, high = funnel.exact_ratio_limits(np.array([3.0]), 0.95)
    # P(X <= 0) = 0.0498 and P(X < 0) = 0: the place of 0.025 lies (0.0498 - 0.025) / 0.0498 below 0, which is 0;
    # P(X <= 6) = 0.9665, P(X <= 7) = 0.9881: that of 0.975 lies (0.9881 - 0.975) / 0.0216 below 7.
    assert low[0] == 0
    assert high[0] * 3 == pytest.approx(7 - (0.98810 - 0.975) / (0.98810 - 0.96649), abs=1e-3)


@pytest.mark.parametrize("share", [0.95, 0.998])
def test_limits_narrow_with_size_and_never_leave_what_is_possible(share: float) -> None:
    people = np.array([5.0, 20, 100, 1000, 30000])
    low, high = funnel.exact_proportion_limits(people, 0.02, share)
    assert (np.diff(high) < 0).all()
    assert (np.diff(low) >= 0).all()
    assert (low >= 0).all()
    assert (high <= 1).all()


def test_the_order_of_units_changes_nothing() -> None:
    order = np.random.default_rng(2).permutation(12)
    again = funnel.proportions(COUNTS[order], PEOPLE[order])
    assert again.scores == pytest.approx(PEERS.scores[order])
    assert funnel.spread(again).between == pytest.approx(SPREAD.between)


def test_how_many_lie_outside_by_chance() -> None:
    assert funnel.expected_outside(3321, 0.998) == pytest.approx(6.642)


def test_discoveries_hold_the_rate_of_false_ones() -> None:
    """Of chances 0.001, 0.008, 0.039, 0.041, 0.6 with a rate of 5 %: limits 0.01, 0.02, 0.03, 0.04, 0.05."""
    scores = np.array([0.524401, 3.290527, 2.043, 2.652070, 2.0642])
    assert funnel.discoveries(scores, 0.05).tolist() == [False, True, False, True, False]
    assert not funnel.discoveries(np.zeros(4), 0.05).any()
