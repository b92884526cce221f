"""Whole-number arithmetic: shares and paths that come out the same on every processor."""

from itertools import pairwise

import numpy as np

from dashboard.demo.seasonality import IntArray


def apportion(total: int, weights: IntArray) -> IntArray:
    """Parts of `total` in proportion to the weights (largest remainders), with exactly that sum."""
    parts, rests = np.divmod(total * weights, weights.sum())
    missing = total - int(parts.sum())
    parts[np.argsort(-rests, kind="stable")[:missing]] += 1
    return parts


def follow(milestones: IntArray, positions: list[int], paces: IntArray) -> IntArray:
    """Cumulative counts that meet every milestone on its day and grow with the paces in between.

    milestones: (..., milestone); positions: day index of each milestone, the first is 0; paces: (..., day).
    Returns (..., day), never falling when the milestones do not.
    """
    counts = np.empty_like(paces)
    counts[..., 0] = milestones[..., 0]
    for step, (start, end) in enumerate(pairwise(positions)):
        run = np.cumsum(paces[..., start + 1 : end + 1], axis=-1)
        gain = (milestones[..., step + 1] - milestones[..., step])[..., np.newaxis]
        counts[..., start + 1 : end + 1] = milestones[..., step, np.newaxis] + gain * run // run[..., -1:]
    return counts


def ramp(length: int, first: int, last: int) -> IntArray:
    """A straight line of whole numbers."""
    return first + (last - first) * np.arange(length, dtype=np.int64) // max(1, length - 1)


def fading(length: int, first: int, half_life: int) -> IntArray:
    """Quick at first, then slower and slower: half after `half_life` days, a third after twice as many."""
    return first * half_life // (half_life + np.arange(length, dtype=np.int64))
