"""How sure a place in a ranking is."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DRAWS = 200
# The middle 80 of 100 draws, as the ranges of forecasts.
LOW, HIGH = 0.1, 0.9


def shared_ranks(values: Floats) -> Ints:
    """(row, unit): the largest value has rank 1, equal ones share it: 1, 2, 2, 4."""
    ordered = np.sort(-values, axis=-1)
    found: Ints = np.stack([np.searchsorted(line, -row) + 1 for line, row in zip(ordered, values, strict=True)])
    return found


def weeks_drawn_anew(gains: Floats, seed: int) -> tuple[Floats, Floats]:
    """(draw, unit) what other weeks like the past ones would have added to each count; and what the last one brought.

    gains: (unit, week) what a unit's weeks brought, NaN where that is not known: it counts as the unit's own average.
    Weeks are drawn with replacement, the same for all units, because a week's weather is common to them; one seed
    draws the same weeks for every table as long. Source: B. Efron, Annals of Statistics 7 (1979), with weeks as blocks
    (H. Künsch, the same 17, 1989).
    """
    known = np.isfinite(gains)
    average = np.where(known, gains, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    filled = np.where(known, gains, average[:, None])
    length = gains.shape[1]
    drawn = np.random.default_rng(seed).integers(0, length, size=(DRAWS, length))
    # How often each draw took each week: a product of two small tables instead of all weeks of all units in each draw.
    times = (drawn[:, :, None] == np.arange(length)).sum(axis=1)
    return (times - 1) @ filled.T, filled.T[drawn[:, -1]]


def rank_range(count: Floats, gains: Floats, base: Floats, decimals: int, seed: int) -> tuple[Ints, Ints]:
    """(unit,) lowest and highest place where other weeks like the past ones could have put each unit.

    count: (unit,) what each has now; gains: (unit, week) as above; base: (unit,) what the rate divides by;
    decimals: of the printed rate as a percentage, whose ties are ties. Binomial error alone would give places a
    precision that they do not have. Source: Goldstein and Spiegelhalter, J. R. Statist. Soc. A 159 (1996).
    """
    added, _ = weeks_drawn_anew(gains, seed)
    return middle(shared_ranks(half_up((count + added) / base * 100, decimals)))


def middle(ranks: Ints) -> tuple[Ints, Ints]:
    """(unit,) ends of the range that eight of ten draws lie in; ranks: (draw, unit)."""
    ordered = np.sort(ranks, axis=0)
    return ordered[int(LOW * (DRAWS - 1))], ordered[int(np.ceil(HIGH * (DRAWS - 1)))]


def half_up(values: Floats, decimals: int) -> Floats:
    """As a figure is printed."""
    rounded: Floats = np.floor(values * 10**decimals + 0.5) / 10**decimals
    return rounded
