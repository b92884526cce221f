"""Past days looked at again: what would have been forecast on them, and what came of it since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.curves import curves_of
from dashboard.forecasts.history import History, Reports, Targets
from dashboard.forecasts.standing import BESIDE, FEATURES, Standing, features
from dashboard.statistics.reaching import probability_on
from dashboard.statistics.residuals import Shape

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HORIZONS = np.array([7, 14, 21, 30, 45, 60, 90, 120, 160, 200, 250])


@dataclass(frozen=True)
class Gains:
    """What units gained after past days, at one horizon: features, log ratio to the base gain, province, the past day,
    and the day on which the gain became known."""

    features: Floats
    values: Floats
    group: Ints
    cut: Ints
    known_on: Ints


@dataclass(frozen=True)
class Outcome:
    """What came of units: counts (unit, day), NaN where not known, and the day on which each became known.

    Of reports the first accepted values: what a later correction changes must not change what had been forecast.
    """

    counts: Floats
    known_on: Ints

    @staticmethod
    def of(reports: Reports) -> "Outcome":
        """Between two reports the straight line, known with the second one."""
        return Outcome(reports.between, reports.following)


def gains_after(past: Iterable[tuple[History, Standing]], outcome: Outcome) -> list[Gains]:
    """For each of HORIZONS what was gained after each standing, where the outcome is known.

    Units that had reached all their targets are left out: nobody asks of them, and many rest.
    """
    parts: list[list[tuple[Floats, Floats, Ints, Ints, Ints]]] = [[] for _ in HORIZONS]
    counts = outcome.counts
    for history, standing in past:
        is_asked = standing.is_enough & ~(standing.newest >= history.goal)
        ends = standing.last[:, None] + HORIZONS
        is_there = is_asked[:, None] & (ends > standing.cut) & (ends < counts.shape[1])
        # All horizons at once: most of the time would be that of each step.
        units, horizon = np.nonzero(is_there)
        ends = ends[units, horizon]
        there = ~np.isnan(counts[units, ends])
        units, horizon, ends = units[there], horizon[there], ends[there]
        found, base = features(standing, units, ends)
        gained = (counts[units, ends] - standing.newest[units]).clip(0)
        values = np.log(gained + BESIDE) - np.log(base + BESIDE)
        cut, known_on = np.full(len(units), standing.cut), outcome.known_on[units, ends]
        for number, part in enumerate(parts):
            at = horizon == number
            part.append((found[at], values[at], history.group[units[at]], cut[at], known_on[at]))
    return [_gains(part) for part in parts]


def _gains(parts: list[tuple[Floats, Floats, Ints, Ints, Ints]]) -> Gains:
    none = np.zeros(0, dtype=np.int64)
    nothing = (np.zeros((0, FEATURES)), np.zeros(0), none, none, none)
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
