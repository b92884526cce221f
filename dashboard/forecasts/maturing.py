"""Past days looked at again: what would have been forecast on them, and what came of it since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.curves import curves_of
from dashboard.forecasts.history import History, Targets
from dashboard.forecasts.standing import BESIDE, FEATURES, Standing, features
from dashboard.statistics.reaching import probability_on
from dashboard.statistics.residuals import Shape

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HORIZONS = np.array([7, 14, 21, 30, 45, 60, 90, 120, 160, 200, 250])


@dataclass(frozen=True)
class Gains:
    """What units gained after past days, at one horizon: features, log ratio to the base gain, province and day."""

    features: Floats
    values: Floats
    group: Ints
    cut: Ints


def known_between(counts: Floats) -> Floats:
    """(unit, day): counts, and between two of them the straight line; NaN before the first and after the last."""
    found, day = np.full_like(counts, np.nan), np.arange(counts.shape[1])
    for row, values in enumerate(counts):
        given = np.flatnonzero(~np.isnan(values))
        if len(given):
            found[row] = np.interp(day, given, values[given], left=np.nan, right=np.nan)
    return found


def gains_after(history: History, standings: Iterable[Standing], outcome: Floats) -> list[Gains]:
    """For each of HORIZONS what was gained after each standing, where the outcome (unit, day) is known.

    Units that had reached all their targets are left out: nobody asks of them, and many rest.
    """
    parts: list[list[tuple[Floats, Floats, Ints, Ints]]] = [[] for _ in HORIZONS]
    for standing in standings:
        for part, horizon in zip(parts, HORIZONS, strict=True):
            ends = standing.last + horizon
            is_asked = standing.is_enough & ~(standing.newest >= history.goal)
            units = np.flatnonzero(is_asked & (ends > standing.cut) & (ends < outcome.shape[1]))
            units = units[~np.isnan(outcome[units, ends[units]])]
            found, base = features(standing, units, ends[units])
            gained = (outcome[units, ends[units]] - standing.newest[units]).clip(0)
            values = np.log(gained + BESIDE) - np.log(base + BESIDE)
            part.append((found, values, history.group[units], np.full(len(units), standing.cut)))
    return [_gains(part) for part in parts]


def _gains(parts: list[tuple[Floats, Floats, Ints, Ints]]) -> Gains:
    nothing = (np.zeros((0, FEATURES)), np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    return Gains(*(np.concatenate(each) for each in zip(nothing, *parts, strict=True)))


@dataclass(frozen=True)
class Waits:
    """Forecasts of reaching targets that were made on past days: what was said of the day that it took, or of the last
    day on which it is known not to have been reached; how far away the target looked."""

    probability: Floats
    is_reached: npt.NDArray[np.bool_]
    distance: Floats

    @staticmethod
    def joined(parts: Sequence["Waits"]) -> "Waits":
        """Several of them as one."""
        return Waits(*(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(Waits)))


def waits_after(standings: Iterable[Standing], targets: Targets, shape: Shape, outcome: Floats) -> Waits:
    """What became of the targets that were not reached yet at each standing and whose deadline lay ahead."""
    parts = []
    reached = outcome[targets.unit] >= targets.value[:, None]
    day = np.where(reached.any(axis=1), reached.argmax(axis=1), outcome.shape[1])
    followed = outcome.shape[1] - 1 - (~np.isnan(outcome[:, ::-1])).argmax(axis=1)[targets.unit]
    for standing in standings:
        open_ones = standing.is_enough[targets.unit] & (standing.newest[targets.unit] < targets.value)
        open_ones &= (targets.deadline > standing.cut) & (followed > standing.last[targets.unit])
        rows = np.flatnonzero(open_ones)
        if not len(rows):
            continue
        curves = curves_of(standing, targets.of(rows), shape)
        until = np.minimum(np.minimum(day[rows], followed[rows]), curves.days[:, -1])
        said = probability_on(curves.days, curves.raw, until.astype(float))
        parts.append(Waits(said, day[rows] <= until, curves.distance))
    return Waits.joined(parts)
