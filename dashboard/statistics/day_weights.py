"""How busy each day usually is, an ordinary working day being 1."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

WEEKDAYS = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 0.4, 0.25])
# A weekend day that the State swaps for a day off is worked; holidays and the weeks around Tết are quiet.
SWAPPED, HOLIDAY, TET, NEAR_TET = 0.8, 0.2, 0.03, 0.65
NEAR = 7


def day_weights(weekday: npt.NDArray[np.int64], is_holiday: Flags, is_tet: Flags, is_swapped: Flags) -> Floats:
    """(day,): weekdays count from Monday = 0. The factors are those of the simulated campaigns' middle."""
    weights = WEEKDAYS[weekday]
    weights[is_swapped] = SWAPPED
    weights[is_holiday] = HOLIDAY
    near = np.convolve(is_tet, np.ones(2 * NEAR + 1))[NEAR : NEAR + len(is_tet)] > 0
    weights[near] *= NEAR_TET
    weights[is_tet] = TET
    return weights
