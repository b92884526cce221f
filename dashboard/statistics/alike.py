"""How units moved beside units alike that were not asked to: the range of the others' change, without any cause."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# Alike are those of half the size to twice, and within ten points of the share.
SIZE_FACTOR, SHARE_NEAR = 2.0, 0.10
# A range of fewer others says nothing.
LEAST_OTHERS = 5
RANGE = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Beside:
    """Of each unit: how many others are alike (unit,), and P10, P50, P90 of their change (unit, 3), as if they were
    of its size; NaN where they are fewer than LEAST_OTHERS."""

    others: npt.NDArray[np.int64]
    change: Floats


def change_beside(change: Floats, size: Floats, share: Floats, is_other: Flags) -> Beside:
    """change: (unit,) of the pace, people a day; size: (unit,) people asked for; share: (unit,) of them counted when it
    began; is_other: (unit,) those to compare with. A unit is none of its own others; NaN is alike to nothing.

    Units with near values of what matters for their change are matched within calipers: W. G. Cochran and D. B. Rubin,
    "Controlling Bias in Observational Studies: A Review", Sankhya A 35 (1973). Matching on few values leaves others
    unlike, and whoever was chosen at a low point rises by itself (F. Galton, "Regression towards Mediocrity in
    Hereditary Stature", 1886): the range says where a change would lie by chance, never why. Quantiles are those of
    R. J. Hyndman and Y. Fan, The American Statistician 50 (1996), definition 7.
    """
    # Sizes of 0 are of nothing, and alike to nothing.
    size = np.where(size > 0, size, np.nan)
    ratio = size[None, :] / size[:, None]
    is_alike = (ratio <= SIZE_FACTOR) & (ratio >= 1 / SIZE_FACTOR)
    # Shares are of whole people: a difference of ten points exactly is not lost to the last binary digit.
    is_alike &= np.abs(share[None, :] - share[:, None]) <= SHARE_NEAR + 1e-9
    is_alike &= is_other[None, :] & ~np.isnan(change)[None, :] & ~np.eye(len(size), dtype=bool)
    found = np.full((len(size), len(RANGE)), np.nan)
    others = is_alike.sum(axis=1)
    for unit in np.flatnonzero(others >= LEAST_OTHERS):
        alike = is_alike[unit]
        found[unit] = np.quantile(change[alike] / size[alike], RANGE) * size[unit]
    return Beside(others, found)
