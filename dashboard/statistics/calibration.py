"""What forecast probabilities turned out to be worth, by how far away the target looked."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.statistics.survival import reached_share

Floats = npt.NDArray[np.float64]

STEPS = np.array([0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0])
BANDS = 5
# With fewer forecasts still followed, a share says little: beyond there probabilities keep their proportions.
FOLLOWED = 100


@dataclass(frozen=True)
class Calibration:
    """distances: (band,) the usual distance in each; worth: (band, step) what each of STEPS turned out to be."""

    distances: Floats
    worth: Floats

    def of(self, probability: Floats, distance: Floats) -> Floats:
        """Probabilities (row, day) as they turned out, for targets at the distances (row,); order is kept."""
        inside = distance.clip(self.distances[0], self.distances[-1])
        low = (np.searchsorted(self.distances, inside, side="right") - 1).clip(0, len(self.distances) - 2)
        part = ((inside - self.distances[low]) / (self.distances[low + 1] - self.distances[low]))[:, None]
        worth = self.worth[low] * (1 - part) + self.worth[low + 1] * part
        step = (np.searchsorted(STEPS, probability, side="right") - 1).clip(0, len(STEPS) - 2)
        along = (probability - STEPS[step]) / (STEPS[step + 1] - STEPS[step])
        start, end = (np.take_along_axis(worth, index, axis=1) for index in (step, step + 1))
        found: Floats = start + (end - start) * along
        return found


def fit_calibration(probability: Floats, is_reached: npt.NDArray[np.bool_], distance: Floats) -> Calibration:
    """From matured forecasts.

    probability: what had been forecast for the day on which the target was reached, or, where it is not reached yet,
    for the last day on which that is known (right-censored). If forecasts are right these shares are uniform
    (Dawid 1984, "Present position and potential developments: the prequential approach").
    """
    edges = np.quantile(distance, np.linspace(0, 1, BANDS + 1))
    band = (np.searchsorted(edges, distance, side="right") - 1).clip(0, BANDS - 1)
    worth = [_worth(probability[band == each], is_reached[band == each]) for each in range(BANDS)]
    return Calibration(np.array([np.median(distance[band == each]) for each in range(BANDS)]), np.array(worth))


def _worth(probability: Floats, is_reached: npt.NDArray[np.bool_]) -> Floats:
    share, followed = reached_share(probability, is_reached, STEPS)
    share[0] = 0.0
    known = max(int((followed >= FOLLOWED).sum()) - 1, 0)
    rest = (STEPS[known:] - STEPS[known]) / (1 - STEPS[known]) if known < len(STEPS) - 1 else np.zeros(1)
    share[known:] = share[known] + rest * (1 - share[known])
    return np.maximum.accumulate(share)
