"""Places times coefficients: small cases by hand, and a twin in plain Python."""

import random

import numpy as np

from dashboard.statistics.scorecard import band, place_range, scored, shared_places


def test_equal_ones_share_a_place() -> None:
    assert shared_places([3, 1, 2, 2]) == [4, 1, 2, 2]
    assert shared_places([]) == []


def test_points_are_place_times_coefficient_and_the_lowest_total_comes_first() -> None:
    found = scored([[0.9, 3], [0.8, 0], [0.8, 0]], [2, 1], [True, False])
    assert [(one.ranks, one.total, one.place) for one in found] == [((1, 3), 5, 1), ((2, 1), 5, 1), ((2, 1), 5, 1)]
    turned = scored([[0.9, 3], [0.8, 0], [0.8, 0]], [2, 1], [True, True])
    assert [(one.total, one.place) for one in turned] == [(3, 1), (6, 2), (6, 2)]
    assert scored([], [2, 1], [True, True]) == []


def test_a_place_may_hang_on_a_hundredth_of_a_point() -> None:
    found = scored([[1, 2], [2, 1]], [1.01, 1], [False, False])
    assert [(one.total, one.place) for one in found] == [(3.01, 1), (3.02, 2)]


def test_bands_hold_ten_then_twenties_then_the_rest() -> None:
    sizes = [10, 20, 20, 20, 20, 20]
    places = (1, 10, 11, 30, 31, 50, 51, 70, 71, 90, 91, 110, 111, 3321)
    assert [band(place, sizes) for place in places] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7]


def test_places_and_totals_are_those_of_a_plain_count() -> None:
    chance = random.Random(3)
    figures = [[chance.randint(0, 9) for _ in range(4)] for _ in range(60)]
    coefficients, is_high = [2, 1, 1, 2], [True, False, True, False]
    totals = []
    for row in figures:
        better = [
            sum(other[at] > row[at] if is_high[at] else other[at] < row[at] for other in figures) for at in range(4)
        ]
        totals.append(sum((1 + each) * by for each, by in zip(better, coefficients, strict=True)))
    found = scored(figures, coefficients, is_high)
    assert [one.total for one in found] == totals
    assert [one.place for one in found] == [1 + sum(other < total for other in totals) for total in totals]


def test_where_other_weeks_would_change_nothing_the_range_is_the_place() -> None:
    figures = [[0.9, 3.0], [0.8, 0.0], [0.7, 9.0]]
    still = [np.tile(column, (200, 1)) for column in zip(*figures, strict=True)]
    low, high = place_range(still, [2, 1], [True, False])
    places = [one.place for one in scored(figures, [2, 1], [True, False])]
    assert low.tolist() == high.tolist() == places == [1, 2, 3]


def test_the_range_leaves_out_the_outer_tenths_of_the_draws() -> None:
    # The first unit is ahead in 150 draws of 200, the second in 50; the third is far behind in all.
    first = np.where(np.arange(200) < 150, 3.0, 1.0)
    drawn = [np.column_stack([first, np.full(200, 2.0), np.zeros(200)])]
    low, high = place_range(drawn, [1], [True])
    assert (low.tolist(), high.tolist()) == ([1, 1, 3], [2, 2, 3])
    # In one draw of twenty, it is no more in the range.
    drawn = [np.column_stack([np.where(np.arange(200) < 190, 3.0, 1.0), np.full(200, 2.0), np.zeros(200)])]
    low, high = place_range(drawn, [1], [True])
    assert (low.tolist(), high.tolist()) == ([1, 2, 3], [1, 2, 3])
