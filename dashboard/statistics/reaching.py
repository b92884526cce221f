"""From a curve of probabilities by day to the days by which something is reached."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
NEVER = 10**7


def day_reached(days: Floats, probability: Floats, level: float) -> Ints:
    """The first whole day by which the probability is at least the level; NEVER where the curve ends below it.

    NEVER also where nothing is known (NaN).

    days, probability: (row, point), both growing; between points the probability is on a straight line.
    """
    before = (probability < level - 1e-12).sum(axis=1)
    place = before.clip(1, days.shape[1] - 1)
    row = np.arange(len(days))
    rise = np.maximum(probability[row, place] - probability[row, place - 1], 1e-12)
    part = ((level - probability[row, place - 1]) / rise).clip(0, 1)
    day = np.ceil(days[row, place - 1] + part * (days[row, place] - days[row, place - 1]) - 1e-9)
    return np.where((before >= days.shape[1]) | np.isnan(day), NEVER, day).astype(np.int64)


def probability_on(days: Floats, probability: Floats, day: Floats) -> Floats:
    """The probability on one day for each row, on the straight line between the points around it."""
    low = ((days <= day[:, None]).sum(axis=1) - 1).clip(0, days.shape[1] - 2)
    row = np.arange(len(days))
    width = np.maximum(days[row, low + 1] - days[row, low], 1e-12)
    part = ((day - days[row, low]) / width).clip(0, 1)
    found: Floats = probability[row, low] * (1 - part) + probability[row, low + 1] * part
    return found
