"""By which day each target is reached with which probability, before what matured is held against it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.history import Targets
from dashboard.forecasts.standing import BESIDE, Standing, features, most_gained
from dashboard.statistics.residuals import Shape, share_below

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# How far beyond its deadline a target is followed.
BEYOND = 120
UNTIL_DEADLINE, AFTER_DEADLINE = 12, 24


@dataclass(frozen=True)
class Curves:
    """One target a row: days (row, point) from the last report on, the deadline among them; raw: the probability of
    having reached the target by each; at_deadline: (row, level) quantiles of the count on the deadline day;
    distance: how far the target looks, as the logarithm of what is missing over what the base pace brings."""

    days: Floats
    raw: Floats
    at_deadline: Floats
    distance: Floats


def curves_of(standing: Standing, targets: Targets, shape: Shape) -> Curves:
    """The curve of each target; a deadline that lies before the last report is taken as the day after it."""
    newest = standing.newest[targets.unit]
    days = days_ahead(standing.last[targets.unit], targets.deadline)
    missing = np.log((targets.value - newest).clip(0) + BESIDE)
    count, points = days.shape[0], days.shape[1] - 1
    # All days at once: a province's few hundred rows are soon done, and most of the time is that of each step.
    units, ends = np.repeat(targets.unit, points), days[:, 1:].ravel()
    gains, base = log_gains(standing, units, ends, shape)
    raw = np.zeros(days.shape)
    raw[:, 1:] = 1 - share_below(gains, np.repeat(missing, points)).reshape(count, points)
    at_deadline = gains.reshape(count, points, -1)[:, UNTIL_DEADLINE - 1]
    expected = base.reshape(count, points)[:, UNTIL_DEADLINE - 1]
    return Curves(
        days=days.astype(float),
        raw=np.maximum.accumulate(raw, axis=1),
        at_deadline=newest[:, None] + (np.exp(at_deadline) - BESIDE).clip(0),
        distance=missing - np.log(expected + BESIDE),
    )


def log_gains(standing: Standing, units: Ints, ends: Ints, shape: Shape) -> tuple[Floats, Floats]:
    """(row, level): quantiles of log(gain + BESIDE) from the last report to a day, and the base gain itself."""
    found, base = features(standing, units, ends)
    quantiles = shape.at(found, (ends - standing.last[units]).astype(float))
    most = np.log(most_gained(standing, units, ends) + BESIDE)
    return np.minimum(quantiles + np.log(base + BESIDE)[:, None], most[:, None]), base


def days_ahead(last: Ints, deadline: Ints) -> Ints:
    """(row, point): whole days from the last report to the deadline, and from there to the last day followed."""
    goal = np.maximum(deadline, last + 1)
    end = np.maximum(deadline + BEYOND, goal + 1)
    first, then = _even_days(last, goal, UNTIL_DEADLINE), _even_days(goal, end, AFTER_DEADLINE)
    return np.concatenate([first, then[:, 1:]], axis=1)


def _even_days(start: Ints, end: Ints, parts: int) -> Ints:
    """(row, point): from start to end in equal parts, halves up: in whole numbers no half hangs on a last digit."""
    steps = 2 * np.outer(end - start, np.arange(parts + 1)) + parts
    found: Ints = start[:, None] + steps // (2 * parts)
    return found
