"""What a reader would do by hand: last week's pace, the straight line from the start, a logistic curve.

Each carries a log-normal error of 0.5 on the gain, without which none would have a range at all.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.curves import BEYOND
from dashboard.forecasts.history import History, Targets
from dashboard.forecasts.standing import Standing
from dashboard.statistics.reaching import NEVER
from dashboard.statistics.together import normal_share

Floats = npt.NDArray[np.float64]
ERROR = 0.5
TENTH = 1.2815515655446004
NAMES = ("last week's pace", "straight line", "logistic curve")


@dataclass(frozen=True)
class Rival:
    """The same answers as those of the method, one target a row."""

    count: Floats
    probability: Floats
    on: npt.NDArray[np.int64]


def rivals_of(history: History, standing: Standing, targets: Targets) -> dict[str, Rival]:
    """The three of them."""
    unit, last = targets.unit, standing.last[targets.unit]
    known = history.known(standing.cut)
    newest = standing.newest[unit]
    week = _gain_a_day(known[unit], last, 7)
    start = _gain_a_day(known[unit], last, known.shape[1])
    most = np.maximum(np.nan_to_num(standing.eligible[unit], nan=np.inf), newest * 1.01) * 1.001
    first, span = _first(known[unit])
    slope = (_odds(newest, most) - _odds(first, most)) / np.maximum(last - span, 1)
    days = np.arange(1, int((targets.deadline + BEYOND - last).max()) + 1)
    curve = most[:, None] / (1 + np.exp(-(_odds(newest, most)[:, None] + np.outer(slope, days)))) - newest[:, None]
    gains = (np.outer(week, days), np.outer(start, days), curve)
    return {name: _rival(gain.clip(1e-3), standing, targets) for name, gain in zip(NAMES, gains, strict=True)}


def _rival(gain: Floats, standing: Standing, targets: Targets) -> Rival:
    last, newest = standing.last[targets.unit], standing.newest[targets.unit]
    at_deadline = gain[np.arange(len(last)), (targets.deadline - last - 1).clip(0)]
    missing = (targets.value - newest).clip(1e-3)
    on = []
    for error in (TENTH, 0.0, -TENTH):
        reached = gain * np.exp(ERROR * error) >= missing[:, None]
        day = np.where(reached.any(axis=1), last + 1 + reached.argmax(axis=1), NEVER)
        on.append(np.where(day > targets.deadline + BEYOND, NEVER, day))
    count = np.stack([newest + at_deadline * np.exp(ERROR * error) for error in (-TENTH, 0, TENTH)], axis=1)
    return Rival(count, normal_share(np.log(at_deadline / missing) / ERROR), np.stack(on, axis=1))


def _gain_a_day(known: Floats, last: npt.NDArray[np.int64], window: int) -> Floats:
    """Between the last report and the last one that is at least so many days older, or else the first."""
    day = np.arange(known.shape[1])
    given = ~np.isnan(known)
    older = np.where(given & (day <= (last - window)[:, None]), day, -1).max(axis=1)
    older = np.where(older < 0, given.argmax(axis=1), older)
    row = np.arange(len(known))
    gain = (known[row, last] - known[row, older]).clip(0)
    return np.divide(gain, last - older, out=np.zeros(len(known)), where=last > older)


def _first(known: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
    first = (~np.isnan(known)).argmax(axis=1)
    return known[np.arange(len(known)), first], first


def _odds(count: Floats, most: Floats) -> Floats:
    return np.log(count.clip(1) / (most - count).clip(0.5))
