"""The formulas of forecasts against values worked by hand or published."""

import numpy as np
import pytest

from dashboard.statistics.calibration import STEPS, Calibration, fit_calibration
from dashboard.statistics.day_weights import day_weights
from dashboard.statistics.reaching import NEVER, day_reached, probability_on
from dashboard.statistics.regression import robust_line
from dashboard.statistics.residuals import LEVELS, P10, P50, P90, Shape, fit_shape, own_quantiles, share_below
from dashboard.statistics.survival import reached_share
from dashboard.statistics.together import draws, normal_quantile, normal_share, shared_luck, spread_evenly
from dashboard.statistics.work import jumpiness, paces, work_between_reports

NO = np.nan


def test_work_between_reports_is_spread_by_how_busy_days_are() -> None:
    work = work_between_reports(np.array([[10.0, NO, NO, 16.0, NO]]), np.array([1.0, 1.0, 0.5, 0.5, 1.0]))
    assert work.done.tolist() == [[0.0, 3.0, 4.5, 6.0, 6.0]]
    assert (work.first[0], work.last[0], work.newest[0], work.reports[0]) == (0, 3, 16.0, 2)


def test_a_count_that_fell_is_no_work() -> None:
    work = work_between_reports(np.array([[100.0, 110.0, 90.0, 95.0]]), np.ones(4))
    assert work.done.tolist() == [[0.0, 10.0, 10.0, 15.0]]
    assert work.newest.tolist() == [95.0]


def test_a_unit_without_a_report_has_no_last_one() -> None:
    work = work_between_reports(np.array([[NO, NO]]), np.ones(2))
    assert (work.last[0], work.reports[0]) == (-1, 0)
    assert np.isnan(work.newest[0])


def test_a_steady_unit_has_one_pace_over_all_windows() -> None:
    counts = np.arange(0, 300, 3, dtype=float)[None]
    work = work_between_reports(counts, np.ones(100))
    busy = np.cumsum(np.ones(100))
    assert all(pace[0] == pytest.approx(3) for pace in paces(work, busy, np.array([3.0])).values())
    assert jumpiness(work, busy)[0] == pytest.approx(0)


def test_a_short_history_leans_to_the_usual_pace() -> None:
    work = work_between_reports(np.array([[0.0, 10.0]]), np.ones(2))
    # One day of 10 people beside two days of the usual 1: (10 + 2) / (1 + 2), and so on down the windows.
    assert paces(work, np.array([1.0, 2.0]), np.array([1.0]))[0][0] == pytest.approx(4)


def test_the_robust_line_is_not_drawn_away_by_a_few() -> None:
    at = np.linspace(0, 1, 50)
    values = 1 + 2 * at
    values[:3] += 100
    found = robust_line(np.stack([np.ones(50), at], axis=1), values)
    assert found == pytest.approx([1, 2], abs=0.05)


def test_kaplan_meier_of_the_remission_times_that_freireich_published() -> None:
    # 6-MP group of Freireich et al. (1963), as in Cox and Oakes, "Analysis of Survival Data" (1984), table 1.1.
    weeks = np.array([6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35], dtype=float)
    seen = np.array([1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], dtype=bool)
    share, followed = reached_share(weeks, seen, np.array([5.0, 6.0, 7.0, 10.0, 23.0]))
    assert 1 - share == pytest.approx([1.0, 0.857, 0.807, 0.753, 0.448], abs=0.0005)
    assert followed.tolist() == [21, 17, 16, 13, 5]


def test_probabilities_that_are_right_stay_as_they_are() -> None:
    chance = np.random.default_rng(1)
    probability, distance = chance.uniform(size=20_000), chance.normal(size=20_000)
    is_reached = probability < 0.6
    calibration = fit_calibration(np.minimum(probability, 0.6), is_reached, distance)
    said = np.tile(STEPS, (3, 1))
    assert calibration.of(said, np.array([-9.0, 0.0, 9.0])) == pytest.approx(said, abs=0.03)


def test_a_probability_that_came_true_half_as_often_is_halved_and_order_is_kept() -> None:
    calibration = Calibration(np.array([0.0, 1.0]), np.array([STEPS / 2, STEPS]))
    calibration.worth[0, -1] = 1
    assert calibration.of(np.array([[0.2, 0.8]]), np.array([0.0])) == pytest.approx(np.array([[0.1, 0.4]]))
    assert calibration.of(np.array([[0.2, 0.8]]), np.array([0.5])) == pytest.approx(np.array([[0.15, 0.6]]))


def test_the_day_reached_is_the_first_whole_one_by_which_the_probability_is_there() -> None:
    days, probability = np.array([[0.0, 10.0, 20.0]]), np.array([[0.0, 0.4, 0.6]])
    assert [int(day_reached(days, probability, level)[0]) for level in (0.1, 0.4, 0.5, 0.9)] == [3, 10, 15, NEVER]
    assert probability_on(days, probability, np.array([15.0])) == pytest.approx([0.5])


def test_the_share_below_the_median_is_half_and_it_grows_beyond_the_levels() -> None:
    quantiles = np.tile(normal_quantile(LEVELS), (4, 1))
    assert share_below(quantiles, np.array([-9.0, 0.0, 1.2816, 9.0])) == pytest.approx([0, 0.5, 0.9, 1], abs=0.001)


def test_a_shape_finds_centre_and_spread_again() -> None:
    chance = np.random.default_rng(2)
    features = np.concatenate([np.ones((8000, 1)), chance.normal(size=(8000, 12))], axis=1)
    values = 0.5 * features[:, 1] + chance.normal(size=8000) * np.exp(0.3 * features[:, 9])
    shape = fit_shape(np.array([7.0, 30.0]), [(features, values)] * 2)
    asked = np.zeros((2, 13))
    asked[:, 0], asked[1, [1, 9]] = 1, 1
    found = shape.at(asked, np.array([7.0, 14.0]))[:, [P10, P50, P90]]
    assert found[0] == pytest.approx([-1.28, 0, 1.28], abs=0.15)
    assert found[1] == pytest.approx([0.5 - 1.73, 0.5, 0.5 + 1.73], abs=0.25)


def test_fewer_than_two_hundred_residuals_leave_the_carried_shape_drawn_as_wide_as_a_shorter_horizon_was() -> None:
    carried = np.tile(normal_quantile(LEVELS), (3, 1))
    matured = [np.random.default_rng(3).normal(scale=2, size=5000), np.zeros(199), np.zeros(0)]
    mixed, count = own_quantiles(carried, matured)
    assert count.tolist() == [5000, 199, 0]
    assert mixed[0, P90] / carried[0, P90] == pytest.approx(0.3 + 0.7 * 2, abs=0.05)
    assert mixed[1] == pytest.approx(mixed[2])
    assert mixed[2, P90] - mixed[2, P10] == pytest.approx(mixed[0, P90] - mixed[0, P10])


def test_the_normal_distribution_is_that_of_the_tables() -> None:
    assert normal_share(np.array([-1.96, 0.0, 1.0, 1.96])) == pytest.approx(
        [0.0249979, 0.5, 0.8413447, 0.9750021], abs=1e-6
    )
    assert normal_quantile(np.array([0.1, 0.5, 0.975])) == pytest.approx([-1.2816, 0, 1.95996], abs=5e-4)


def luck(group: np.ndarray, shared: float, count: int, seed: int) -> np.ndarray:
    chance = np.random.default_rng(seed)
    common = chance.normal(size=(int(group.max()) + 1, count))[group]
    return draws(common, chance.normal(size=(len(group), count)), shared)


def test_shared_luck_is_found_again_in_draws_that_share_it() -> None:
    group = np.repeat(np.arange(400), 25)
    assert shared_luck(luck(group, 0.3, 1, seed=4)[:, 0], group) == pytest.approx(0.3, abs=0.04)
    assert shared_luck(luck(group, 0.0, 1, seed=5)[:, 0], group) == pytest.approx(0.0, abs=0.02)


def test_a_sum_of_units_that_share_their_luck_is_wider_than_one_of_units_that_do_not() -> None:
    group = np.zeros(50, dtype=np.int64)
    together, alone = (luck(group, shared, 4000, seed=6).mean(axis=0).std() for shared in (0.4, 0.0))
    assert together > 3 * alone
    assert alone == pytest.approx(np.sqrt(1 / 12 / 50), rel=0.05)


def test_draws_from_equal_parts_have_the_spread_of_the_normal_distribution_in_an_order_of_their_own() -> None:
    first, second = spread_evenly(128, 1), spread_evenly(128, 2)
    assert np.sort(first) == pytest.approx(np.sort(second))
    assert first.std() == pytest.approx(1, abs=0.02)
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.3


def test_tet_is_quiet_and_a_swapped_saturday_is_worked() -> None:
    weekday = np.array([4, 5, 6, 0])
    none = np.zeros(4, dtype=bool)
    saturday = np.array([False, True, False, False])
    assert day_weights(weekday, none, none, saturday).tolist() == [1.0, 0.8, 0.25, 1.0]
    assert day_weights(weekday, none, saturday, none)[1] == 0.03


def test_a_shape_between_two_horizons_lies_between_them_by_their_logarithms() -> None:
    shape = Shape(np.array([10.0, 40.0]), *(np.zeros((2, 13)) for _ in range(3)), np.zeros((2, 17)))
    low, part = shape.place(np.array([5.0, 10.0, 20.0, 40.0, 90.0]))
    assert low.tolist() == [0] * 5
    assert part == pytest.approx([0, 0, 0.5, 1, 1])
