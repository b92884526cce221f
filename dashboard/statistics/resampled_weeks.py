"""How sure a mean is that some weeks give."""

import numpy as np
import numpy.typing as npt

from dashboard.statistics.rank_range import HIGH, LOW

DRAWS = 2000
SEED = 20_240_501


def range_of_mean(sums: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64]) -> tuple[float, float]:
    """The middle 80 of 100 means that other weeks like these could have given; the same for the same weeks.

    sums: (week,) what each brought; sizes: (week,) of how many days. Weeks are drawn anew with replacement, as for
    `rank_range`, and summed: a mean of ratios would count a week with one day like one with seven.
    """
    chance = np.random.Generator(np.random.PCG64(SEED))
    drawn = chance.integers(0, len(sums), (DRAWS, len(sums)))
    means = np.sort(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1))
    return float(means[int(LOW * (DRAWS - 1))]), float(means[int(np.ceil(HIGH * (DRAWS - 1)))])
