"""Applies coefficients: of each target the count on its deadline day, the probability, and the days of reaching it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.coefficients import Coefficients
from dashboard.forecasts.curves import UNTIL_DEADLINE, curves_of
from dashboard.forecasts.history import History, Targets
from dashboard.forecasts.standing import Standing
from dashboard.statistics.reaching import NEVER, day_reached
from dashboard.statistics.residuals import P10, P50, P90

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
SHARES = (0.1, 0.5, 0.9)
# By the day on which the curve before calibration stands at 0.5, 53 of 100 targets had been reached in the campaigns
# that it is fitted on; by this one 50.
MIDDLE = 0.47


@dataclass(frozen=True)
class Forecasts:
    """One target a row. count: (row, 3) P10, P50, P90 on the deadline day; probability: (row,) of reaching it by then;
    on: (row, 3) days of reaching it, NEVER where later than is followed; NaN and NEVER where too little is known."""

    count: Floats
    probability: Floats
    on: Ints
    is_reached: npt.NDArray[np.bool_]
    is_enough: npt.NDArray[np.bool_]
    is_carried: npt.NDArray[np.bool_]


def forecasts_of(history: History, standing: Standing, targets: Targets, coefficients: Coefficients) -> Forecasts:
    """The forecast of each target from where its unit stands."""
    last, newest = standing.last[targets.unit], standing.newest[targets.unit]
    curves = curves_of(standing, targets, coefficients.shape)
    probability = coefficients.calibration.of(curves.raw, curves.distance)
    found = Forecasts(
        count=curves.at_deadline[:, [P10, P50, P90]],
        probability=probability[:, UNTIL_DEADLINE],
        on=days_reached(curves.days, (curves.raw, probability), targets.deadline),
        is_reached=newest >= targets.value,
        is_enough=standing.is_enough[targets.unit],
        is_carried=coefficients.is_carried((targets.deadline - last).astype(float)),
    )
    return with_facts(found, history.known_between(standing.cut, targets.unit), targets, last)


def days_reached(days: Floats, curves: tuple[Floats, Floats], deadline: Ints) -> Ints:
    """P10 and P90 by what probabilities turned out to be worth; P50 by the curve itself at MIDDLE, which errs less.

    It stays between the two, and on that side of the deadline on which the probability puts it. days: (row, point);
    curves: of the same shape, the raw one and what it is worth.
    """
    raw, probability = curves
    early, late = (day_reached(days, probability, share) for share in (SHARES[0], SHARES[-1]))
    middle = day_reached(days, raw, MIDDLE)
    in_time = probability[:, UNTIL_DEADLINE] >= SHARES[1]
    middle = np.where(in_time, np.minimum(middle, deadline), np.maximum(middle, deadline + 1))
    return np.stack([early, np.clip(middle, early, late), late], axis=1)


def with_facts(found: Forecasts, known: Floats, targets: Targets, last: Ints) -> Forecasts:
    """What is known already in the place of what was forecast. known: (row, day) counts up to the last report."""
    row = np.arange(len(last))
    is_past = targets.deadline <= last
    at_deadline = known[row, np.minimum(targets.deadline, known.shape[1] - 1).clip(0)]
    count = np.where(is_past[:, None], at_deadline[:, None], found.count)
    reached = known >= targets.value[:, None]
    day = np.where(reached.any(axis=1), reached.argmax(axis=1), NEVER)
    on = np.where(found.is_reached[:, None], day[:, None], found.on)
    known_made = np.where(is_past, at_deadline >= targets.value, day <= targets.deadline)
    probability = np.where(is_past | found.is_reached, known_made, found.probability)
    unsaid = ~found.is_enough & ~found.is_reached
    probability[unsaid], count[unsaid], on[unsaid] = np.nan, np.nan, NEVER
    return Forecasts(count, probability, on, found.is_reached, found.is_enough, found.is_carried)
