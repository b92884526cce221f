"""Shares of what has come true so far, where some of it is still to come."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def reached_share(values: Floats, is_seen: npt.NDArray[np.bool_], at: Floats) -> tuple[Floats, Floats]:
    """1 - Kaplan-Meier: the share whose value is at most each of `at`, and how many were still followed there.

    values: of those seen the value, of the others the largest one up to which they were followed. Of equal values
    those seen come first. Source: E. L. Kaplan and P. Meier, J. Amer. Statist. Assoc. 53 (1958).
    """
    order = np.lexsort((~is_seen, values))
    values, is_seen = values[order], is_seen[order]
    at_risk = len(values) - np.arange(len(values))
    surviving = np.cumprod(1 - is_seen / np.maximum(at_risk, 1))
    place = np.searchsorted(values, at, side="right")
    return 1 - np.concatenate([[1.0], surviving])[place], (len(values) - place).astype(float)
