"""Funnel plots: how far units of a size lie apart by chance, and how far they lie apart anyway.

Source of all of it: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in
Medicine 24 (2005); for what lies beyond chance his "Handling over-dispersion of performance indicators", Quality and
Safety in Health Care 14 (2005), the additive model.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Fewer peers say nothing of how far peers lie apart.
FEWEST = 10
# Before the spread is measured, so many of the most extreme units on each side take their neighbour's score.
WINSORISED = 0.1


@cache
def _special() -> ModuleType:
    """scipy.special, loaded when limits are first asked for: all else does without its 0.2 s and 15 MB."""
    return import_module("scipy.special")


@dataclass(frozen=True)
class Peers:
    """Units that are compared: value and its variance by chance alone, around the centre that they have together."""

    value: Floats
    variance: Floats
    centre: float

    @property
    def scores(self) -> Floats:
        """z: how many standard deviations of chance each lies from the centre."""
        found: Floats = (self.value - self.centre) / np.sqrt(self.variance)
        return found


def proportions(counts: Floats, people: Floats) -> Peers:
    """Counts out of people, such as activated of eligible; the centre is the pooled proportion."""
    centre = float(counts.sum() / people.sum())
    return Peers(counts / people, centre * (1 - centre) / people, centre)


def ratios(counts: Floats, targets: Floats) -> Peers:
    """Counts over what would be expected, the target times the pooled ratio: no proportion, for it may pass 1."""
    expected = targets * counts.sum() / targets.sum()
    return Peers(counts / expected, 1 / expected, 1.0)


@dataclass(frozen=True)
class Spread:
    """dispersion: the mean square of the scores, 1 where chance is all there is; between: the standard deviation of
    the units' true values, in the unit of the value, 0 where chance explains what is seen."""

    dispersion: float
    between: float


def spread(peers: Peers) -> Spread:
    """How far peers lie apart beyond chance, by the method of moments of DerSimonian and Laird (1986)."""
    scores = winsorised(peers.scores, WINSORISED)
    units = len(scores)
    dispersion = float((scores**2).mean())
    if dispersion <= 1 + 2 * np.sqrt(2 / units):
        return Spread(dispersion, 0.0)
    weights = 1 / peers.variance
    squared = (units * dispersion - (units - 1)) / float(weights.sum() - (weights**2).sum() / weights.sum())
    return Spread(dispersion, float(np.sqrt(max(squared, 0.0))))


def winsorised(values: Floats, share: float) -> Floats:
    """The most extreme share of the values on each side, put where the next one stands."""
    kept = int(share * len(values))
    ordered = np.sort(values)
    return np.clip(values, ordered[kept], ordered[len(values) - 1 - kept])


def scores_beyond(peers: Peers, between: float) -> Floats:
    """z with the spread that peers have anyway added to chance."""
    found: Floats = (peers.value - peers.centre) / np.sqrt(peers.variance + between**2)
    return found


def limits(variance: Floats, centre: float, between: float, share: float) -> tuple[Floats, Floats]:
    """Between which values that share of the units would lie: normal, for units that differ beyond chance."""
    reach = float(_special().ndtri((1 + share) / 2)) * np.sqrt(variance + between**2)
    return centre - reach, centre + reach


def exact_proportion_limits(people: Floats, centre: float, share: float) -> tuple[Floats, Floats]:
    """The same by chance alone, from the binomial distribution, interpolated between whole counts."""
    low, high = ((1 - share) / 2, (1 + share) / 2)
    return _binomial_quantile(low, people, centre) / people, _binomial_quantile(high, people, centre) / people


def exact_ratio_limits(expected: Floats, share: float) -> tuple[Floats, Floats]:
    """The same for counts over what is expected, from the Poisson distribution."""
    low, high = ((1 - share) / 2, (1 + share) / 2)
    return _poisson_quantile(low, expected) / expected, _poisson_quantile(high, expected) / expected


def _binomial_quantile(share: float, people: Floats, centre: float) -> Floats:
    whole = people.astype(np.int64)
    count = np.ceil(np.nan_to_num(_special().bdtrik(share, people, centre)))
    below = np.where(count > 0, _special().bdtr(np.maximum(count - 1, 0), whole, centre), 0.0)
    return _interpolated(share, count, _special().bdtr(count, whole, centre), below)


def _poisson_quantile(share: float, expected: Floats) -> Floats:
    count = np.ceil(np.nan_to_num(_special().pdtrik(share, expected)))
    below = np.where(count > 0, _special().pdtr(np.maximum(count - 1, 0), expected), 0.0)
    return _interpolated(share, count, _special().pdtr(count, expected), below)


def _interpolated(share: float, count: Floats, up_to: Floats, below: Floats) -> Floats:
    """Spiegelhalter (2005), appendix A.1: whole counts would draw stairs. count: the first with up_to >= share."""
    found: Floats = np.maximum(count - (up_to - share) / (up_to - below), 0.0)
    return found


def expected_outside(units: int, share: float) -> float:
    """How many of so many units lie outside limits of a share by chance alone."""
    return units * (1 - share)


def discoveries(scores: Floats, rate: float) -> npt.NDArray[np.bool_]:
    """The units that stand out, so chosen that at most that rate of them are expected to be chance.

    Source: Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995).
    """
    chances = 2 * _special().ndtr(-np.abs(scores))
    order = np.argsort(chances, kind="stable")
    passes = chances[order] <= rate * np.arange(1, len(scores) + 1) / max(len(scores), 1)
    count = int(passes.nonzero()[0].max()) + 1 if passes.any() else 0
    chosen = np.zeros(len(scores), dtype=bool)
    chosen[order[:count]] = True
    return chosen
