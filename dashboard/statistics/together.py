"""Luck that is shared: how much of it there is, and sums over units that share it."""

from functools import cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def shared_luck(values: Floats, group: Ints) -> float:
    """The intraclass correlation of ranks made normal, by one-way analysis of variance with uneven groups.

    Sources: R. A. Fisher, "Statistical Methods for Research Workers" (1925), ch. 7; for uneven groups Donner and
    Koval, Biometrics 36 (1980). Ranks are made normal as by Blom (1958).
    """
    ranks = np.empty(len(values))
    ranks[np.argsort(values, kind="stable")] = np.arange(1, len(values) + 1)
    scores = normal_quantile((ranks - 0.375) / (len(values) + 0.25))
    _, member, size = np.unique(group, return_inverse=True, return_counts=True)
    mean = np.bincount(member, scores) / size
    between = float((size * (mean - scores.mean()) ** 2).sum() / max(len(size) - 1, 1))
    within = float(((scores - mean[member]) ** 2).sum() / max(len(values) - len(size), 1))
    usual = (len(values) - float((size**2).sum()) / len(values)) / max(len(size) - 1, 1)
    return float(np.clip((between - within) / (between + (usual - 1) * within), 0.0, 1.0))


def spread_evenly(count: int, seed: int) -> Floats:
    """(draw,): normal numbers in random order, one from the middle of each of so many equal parts.

    Stratified as in McKay, Beckman and Conover, Technometrics 21 (1979): a hundred do for several hundred random ones.
    """
    return _middles(count)[np.random.default_rng(seed).permutation(count)]


@cache
def _middles(count: int) -> Floats:
    """The middle of each of so many equal parts."""
    return normal_quantile((np.arange(count) + 0.5) / count)


def draws(common: Floats, own: Floats, shared: float) -> Floats:
    """(unit, draw): levels between 0 and 1 of units that have part of their luck in common.

    One-factor Gaussian copula (Vasicek 1987). common: (draw,) and own: (unit, draw), normal numbers.
    """
    return normal_share(np.sqrt(shared) * common + np.sqrt(1 - shared) * own)


def normal_share(values: Floats) -> Floats:
    """The share of the normal distribution below a value, to 7.5e-8: Abramowitz and Stegun (1964) 26.2.17."""
    step = 1 / (1 + 0.2316419 * np.abs(values))
    series: Floats = np.full_like(step, 1.330274429)
    for factor in (-1.821255978, 1.781477937, -0.356563782, 0.319381530):
        series = series * step + factor
    tail = np.exp(-values * values / 2) / np.sqrt(2 * np.pi) * series * step
    found: Floats = np.where(values > 0, 1 - tail, tail)
    return found


def normal_quantile(shares: Floats) -> Floats:
    """The value below which a share of the normal distribution lies: to 4.5e-4: 26.2.23 there."""
    tail = np.sqrt(-2 * np.log(np.minimum(shares, 1 - shares)))
    above = 2.515517 + tail * (0.802853 + tail * 0.010328)
    below = 1 + tail * (1.432788 + tail * (0.189269 + tail * 0.001308))
    found: Floats = np.where(shares > 0.5, 1, -1) * (tail - above / below)
    return found
