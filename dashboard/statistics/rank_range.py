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


def rank_range(count: Floats, gains: Floats, base: Floats, decimals: int, seed: int) -> tuple[Ints, Ints]:
    """(unit,) lowest and highest place where other weeks like the past ones could have put each unit.

    count: (unit,) what each has now; gains: (unit, week) what its weeks brought, NaN where that is not known;
    base: (unit,) what the rate divides by; decimals: of the printed rate as a percentage, whose ties are ties.
    Weeks are drawn anew with replacement, the same for all units, because a week's weather is common to them; what is
    not known of a unit counts as its own average. Binomial error alone would give places a precision that they do not
    have. Source: B. Efron, Annals of Statistics 7 (1979), with weeks as blocks (H. Künsch, the same 17, 1989);
    for ranges of ranks Goldstein and Spiegelhalter, J. R. Statist. Soc. A 159 (1996).
    """
    known = np.isfinite(gains)
    weeks = known.sum(axis=1)
    average = np.where(known, gains, 0.0).sum(axis=1) / np.maximum(weeks, 1)
    filled = np.where(known, gains, average[:, None])
    length = gains.shape[1]
    drawn = np.random.default_rng(seed).integers(0, length, size=(DRAWS, length))
    # How often each draw took each week: a product of two small tables instead of all weeks of all units in each draw.
    times = (drawn[:, :, None] == np.arange(length)).sum(axis=1)
    change = (times - 1) @ filled.T
    rates = np.floor((count + change) / base * 100 * 10**decimals + 0.5)
    ranks = np.sort(shared_ranks(rates), axis=0)
    return ranks[int(LOW * (DRAWS - 1))], ranks[int(np.ceil(HIGH * (DRAWS - 1)))]
