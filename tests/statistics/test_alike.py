"""The range of the others' change against values worked by hand."""

import numpy as np
import pytest

from dashboard.statistics.alike import change_beside

NO = np.nan


def beside(change, size=None, share=None, is_other=None):
    n = len(change)
    return change_beside(
        np.array(change, dtype=float),
        np.full(n, 1000.0) if size is None else np.array(size, dtype=float),
        np.full(n, 0.5) if share is None else np.array(share, dtype=float),
        np.array([False] + [True] * (n - 1)) if is_other is None else np.array(is_other),
    )


def test_the_range_of_five_others_of_the_same_size_is_read_off_by_hand():
    found = beside([9, 0, 10, 20, 30, 40])
    # Definition 7: P10 lies 0.4 of the way from the first to the second of five, P90 as far below the last.
    assert found.change[0] == pytest.approx([4, 20, 36])
    assert found.others[0] == 5


def test_the_others_change_is_told_for_a_unit_of_this_size():
    found = beside([9, 0, 10, 20, 30, 40], size=[2000, 1000, 1000, 1000, 1000, 1000])
    assert found.change[0] == pytest.approx([8, 40, 72])


def test_fewer_than_five_others_give_no_range():
    found = beside([9, 0, 10, 20, 30])
    assert found.others[0] == 4
    assert np.isnan(found.change[0]).all()


@pytest.mark.parametrize(
    ("size", "share", "others"),
    [
        ([1000, 500, 2000, 1000, 1000, 1000, 1000], None, 6),
        ([1000, 499, 2001, 1000, 1000, 1000, 1000], None, 4),
        (None, [0.5, 0.4, 0.6, 0.5, 0.5, 0.5, 0.5], 6),
        (None, [0.5, 0.39, 0.61, 0.5, 0.5, 0.5, 0.5], 4),
        ([1000, 0, NO, 1000, 1000, 1000, 1000], None, 4),
    ],
)
def test_alike_is_half_to_twice_the_size_and_ten_points_of_the_share(size, share, others):
    assert beside([1, 2, 3, 4, 5, 6, 7], size, share).others[0] == others


def test_a_unit_is_none_of_its_own_others_and_one_without_a_change_is_nobodys():
    assert beside([1, 2, 3, 4, 5, 6, NO], is_other=[True] * 7).others.tolist() == [5, 5, 5, 5, 5, 5, 6]


def test_what_was_asked_of_many_does_not_count_beside_the_others():
    assert beside([1, 2, 3, 4, 5, 6, 7], is_other=[False, False, *[True] * 5]).others.tolist() == [5, 5, 4, 4, 4, 4, 4]


def test_without_a_target_nothing_is_alike():
    found = beside([1] * 7, size=[NO] * 7)
    assert found.others.tolist() == [0] * 7


def test_nothing_depends_on_the_order_of_units():
    random = np.random.default_rng(4)
    given = (
        random.normal(0, 20, 40),
        random.uniform(500, 2000, 40),
        random.uniform(0.3, 0.6, 40),
        random.random(40) > 0.3,
    )
    order = random.permutation(40)
    found, turned = change_beside(*given), change_beside(*(each[order] for each in given))
    assert turned.others.tolist() == found.others[order].tolist()
    assert turned.change == pytest.approx(found.change[order], nan_ok=True)


def test_no_units_are_no_error():
    assert beside([]).others.tolist() == []
