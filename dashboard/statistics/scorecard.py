"""Places in several indicators added up to one total: the lowest is the best."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dashboard.statistics.rank_range import Floats, Ints, middle, shared_ranks


class Scored(NamedTuple):
    """A unit's place in each indicator, their weighted sum, and its place among the sums."""

    ranks: tuple[int, ...]
    total: float
    place: int


def shared_places(values: Sequence[float]) -> list[int]:
    """The lowest value has place 1, equal ones share theirs."""
    return [int(rank) for rank in shared_ranks(-np.array([values], dtype=np.float64))[0]]


def scored(figures: Sequence[Sequence[float]], coefficients: Sequence[float], is_high: Sequence[bool]) -> list[Scored]:
    """figures: (unit, indicator), none of them missing, for a missing one must lower no total; is_high: whether an
    indicator's highest figure has the first place. Points are place × coefficient."""
    if not figures:
        return []
    columns = list(zip(*figures, strict=True))
    places = [
        shared_places([-value if high else value for value in column])
        for column, high in zip(columns, is_high, strict=True)
    ]
    ranks = list(zip(*places, strict=True))
    # Coefficients may have two decimals; sums of the same points are ties.
    totals = [round(sum(rank * by for rank, by in zip(row, coefficients, strict=True)), 6) for row in ranks]
    return [Scored(*each) for each in zip(ranks, totals, shared_places(totals), strict=True)]


def place_range(drawn: Sequence[Floats], coefficients: Sequence[float], is_high: Sequence[bool]) -> tuple[Ints, Ints]:
    """(unit,) lowest and highest place over all that eight of ten draws give; drawn: by indicator (draw, unit) what
    other weeks would have made of its figure, as it is printed, from the same weeks for every indicator."""
    totals = sum(
        by * shared_ranks(figures if high else -figures)
        for figures, by, high in zip(drawn, coefficients, is_high, strict=True)
    )
    return middle(shared_ranks(-np.round(totals, 6)))


def band(place: int, sizes: Sequence[int]) -> int:
    """Which band a place lies in, from 1; after the last size comes one more."""
    last = 0
    for number, size in enumerate(sizes, 1):
        last += size
        if place <= last:
            return number
    return len(sizes) + 1
