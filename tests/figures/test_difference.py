"""The classes of a change: neutral at nothing, the same bounds on both sides, and as many as the legend says."""

import pytest

from dashboard.figures import change_legend, diverging
from dashboard.figures.difference import FALLS, RISES, SAME
from dashboard.text import Text

CHANGES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.9, 1.0, 1.1, 2.0, 3.7, 20.0, 47.2, 300.0]
SERIES = [[], [0.0], [0.0, 0.0, 0.1], [-0.1, 5.0, 80.0], CHANGES, [-each for each in CHANGES]]


@pytest.mark.parametrize("series", SERIES, ids=len)
def test_signs_are_mirrored_and_nothing_is_in_the_middle(series: list[float]) -> None:
    scale = diverging(series)
    assert scale == diverging([-each for each in series]), "the bounds know no sign"
    assert scale.name(0.0) == scale.name(-0.0) == SAME
    for each in CHANGES:
        assert RISES.index(scale.name(each)) == len(FALLS) - 1 - FALLS.index(scale.name(-each))


def test_a_larger_change_is_never_of_a_weaker_class() -> None:
    for series in SERIES:
        scale = diverging(series)
        classes = [RISES.index(scale.name(each)) for each in CHANGES]
        assert classes == sorted(classes)


def test_at_most_a_third_lies_beyond_the_last_bound() -> None:
    scale = diverging(CHANGES[:-1])
    assert sum(scale.name(each) == RISES[-1] for each in CHANGES[:-1]) <= len(CHANGES) / 3


@pytest.mark.parametrize(("language", "words"), [("vi", "Tăng 0,5–1,0 điểm %"), ("en", "0.5–1.0 % points more")])
def test_the_legend_counts_every_unit_once(language: str, words: str) -> None:
    scale = diverging([0.3, 0.6, 1.0, 1.4])
    changes = [-2.0, 0.0, 0.3, 0.6, 1.0, 1.4]
    items = change_legend(scale, changes, [("not_reported", "?", 3)], Text(language))
    assert sum(item.count for item in items) == len(changes) + 3
    assert [item.name for item in items] == [*FALLS, SAME, *RISES, "not_reported"]
    assert words in [item.label for item in items]
    assert len({item.label for item in items}) == len(items)
