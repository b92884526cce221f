"""Ranges of places, against cases whose answer is plain."""

import numpy as np

from dashboard.statistics.rank_range import rank_range, shared_ranks


def test_equal_values_share_a_rank() -> None:
    assert shared_ranks(np.array([[30.0, 50.0, 30.0, 10.0]])).tolist() == [[2, 1, 2, 4]]


def test_units_whose_weeks_are_all_alike_have_one_place() -> None:
    low, high = rank_range(np.array([300.0, 200, 100]), np.full((3, 8), 10.0), np.full(3, 400.0), 1, 1)
    assert low.tolist() == high.tolist() == [1, 2, 3]


def test_a_restless_unit_near_another_has_two_places_and_the_far_one_has_one() -> None:
    gains = np.array([[0.0, 80, 0, 80, 0, 80, 0, 80], [40.0] * 8, [1.0] * 8])
    low, high = rank_range(np.array([500.0, 490, 10]), gains, np.full(3, 1000.0), 1, 1)
    assert (low[0], high[0]) == (1, 2)
    assert (low[2], high[2]) == (3, 3)


def test_weeks_that_are_good_for_all_move_nobody() -> None:
    gains = np.tile([0.0, 100, 0, 100, 20, 30], (3, 1))
    low, high = rank_range(np.array([500.0, 460, 420]), gains, np.full(3, 1000.0), 1, 1)
    assert low.tolist() == high.tolist() == [1, 2, 3]


def test_printed_ties_are_ties() -> None:
    low, high = rank_range(np.array([500.0, 500.2]), np.full((2, 4), 5.0), np.full(2, 10000.0), 1, 1)
    assert low.tolist() == high.tolist() == [1, 1]


def test_the_order_of_units_and_what_is_not_known_change_no_place() -> None:
    rng = np.random.default_rng(3)
    gains = rng.poisson(30, size=(6, 12)).astype(float)
    gains[2, 4:7] = np.nan
    count = rng.integers(400, 700, size=6).astype(float)
    base = np.full(6, 1000.0)
    low, high = rank_range(count, gains, base, 1, 1)
    order = np.array([3, 1, 5, 0, 2, 4])
    again = rank_range(count[order], gains[order], base[order], 1, 1)
    assert again[0].tolist() == low[order].tolist()
    assert again[1].tolist() == high[order].tolist()
