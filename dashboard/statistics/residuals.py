"""How far forecasts of other units and days were off, by horizon: a centre, a spread to either side, and a shape."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.statistics.regression import robust_line

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LEVELS = np.array([0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99])
P10, P50, P90 = 3, 8, 13
# Keeps the logarithm of a residual of nearly nothing finite.
FLOOR = 0.02
NARROWEST, WIDEST = -5.0, 2.0


@dataclass(frozen=True)
class Shape:
    """Residuals at several horizons (days, ascending).

    centre: (horizon, feature); below, above: (horizon, feature) of the logarithm of the spread to either side;
    quantiles: (horizon, level) of the residuals in units of their spread.
    """

    horizons: Floats
    centre: Floats
    below: Floats
    above: Floats
    quantiles: Floats

    def spreads(self, row: int, features: Floats) -> tuple[Floats, Floats, Floats]:
        """Centre and spread to either side at one of the horizons."""
        widths = spread_features(features)
        below, above = (np.exp((widths @ side[row]).clip(NARROWEST, WIDEST)) for side in (self.below, self.above))
        return features @ self.centre[row], below, above

    def standardised(self, row: int, features: Floats, values: Floats) -> Floats:
        """Residuals in units of the spread that their features let expect, at one of the horizons."""
        centre, below, above = self.spreads(row, features)
        return np.where(values < centre, (values - centre) / below, (values - centre) / above)

    def at(self, features: Floats, horizon: Floats) -> Floats:
        """(row, level): quantiles for each row at its own horizon, between the horizons by their logarithms."""
        centre, below, above, (low, part) = self.spreads_at(features, horizon)
        quantiles = between(self.quantiles, low, part)
        found: Floats = centre[:, None] + quantiles * np.where(quantiles < 0, below[:, None], above[:, None])
        return found

    def spreads_at(self, features: Floats, horizon: Floats) -> tuple[Floats, Floats, Floats, tuple[Ints, Floats]]:
        """Centre and spread to either side for each row at its own horizon, and the place of that horizon."""
        low, part = self.place(horizon)
        widths = spread_features(features)
        below, above = (
            np.exp((widths * between(side, low, part)).sum(axis=1).clip(NARROWEST, WIDEST))
            for side in (self.below, self.above)
        )
        return (features * between(self.centre, low, part)).sum(axis=1), below, above, (low, part)

    def place(self, horizon: Floats) -> tuple[Ints, Floats]:
        """The horizon below each one given, and how far it lies towards the next."""
        known, asked = np.log(self.horizons), np.log(horizon.clip(self.horizons[0], self.horizons[-1]))
        low = (np.searchsorted(known, asked, side="right") - 1).clip(0, len(known) - 2)
        return low, (asked - known[low]) / (known[low + 1] - known[low])


def between(values: Floats, low: Ints, part: Floats) -> Floats:
    """(row, ...): values of the horizons (horizon, ...) at places between them."""
    found: Floats = values[low] * (1 - part)[:, None] + values[low + 1] * part[:, None]
    return found


def spread_features(features: Floats) -> Floats:
    """What the spread depends on: where paces differ, in whichever direction, a unit is less even."""
    return np.concatenate([features[:, :1], np.abs(features[:, 1:5]), features[:, 8:]], axis=1)


def fit_shape(horizons: Floats, samples: list[tuple[Floats, Floats]]) -> Shape:
    """A shape from (features, values) at each horizon."""
    centre, below, above, quantiles = [], [], [], []
    for features, values in samples:
        line = robust_line(features, values)
        off, widths = values - features @ line, spread_features(features)
        sides = [robust_line(widths[side], np.log(np.abs(off[side]) + FLOOR)) for side in (off < 0, off >= 0)]
        spread = np.exp((widths @ np.stack(sides, axis=1)).clip(NARROWEST, WIDEST))
        centre.append(line)
        below.append(sides[0])
        above.append(sides[1])
        quantiles.append(np.quantile(off / np.where(off < 0, spread[:, 0], spread[:, 1]), LEVELS))
    return Shape(horizons, *(np.array(each) for each in (centre, below, above, quantiles)))


def share_below(quantiles: Floats, values: Floats) -> Floats:
    """The share of each row's distribution below its value; between levels, and beyond them, linear in log odds."""
    odds = np.log(LEVELS / (1 - LEVELS))
    row = np.arange(len(values))
    low = ((quantiles <= values[:, None]).sum(axis=1) - 1).clip(0, len(LEVELS) - 2)
    width = np.maximum(quantiles[row, low + 1] - quantiles[row, low], 1e-6)
    reached = odds[low] + (values - quantiles[row, low]) / width * (odds[low + 1] - odds[low])
    found: Floats = 1 / (1 + np.exp(-reached.clip(-12, 12)))
    return found


def own_quantiles(
    carried: Floats, own: list[Floats], enough: int = 200, full: int = 600, most: float = 0.7
) -> tuple[Floats, Ints]:
    """Mixes the carried quantiles of residuals with those that matured here, horizon by horizon.

    own: standardised residuals at each horizon. Below `enough` of them the carried shape stands in, drawn wider or
    narrower as the longest horizon with enough of them turned out. Returns the quantiles, and how many there were.
    Quantiles are averaged level by level (Vincent 1912; Ratcliff 1979, Psychol. Bull. 86).
    """
    mixed, ratio = carried.copy(), 1.0
    for row, residuals in enumerate(own):
        if len(residuals) >= enough:
            weight = min(most, len(residuals) / full)
            mixed[row] = (1 - weight) * carried[row] + weight * np.quantile(residuals, LEVELS)
            ratio = float((mixed[row, P90] - mixed[row, P10]) / (carried[row, P90] - carried[row, P10]))
        else:
            mixed[row] = carried[row] * ratio
    return mixed, np.array([len(residuals) for residuals in own])
