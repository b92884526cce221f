"""Fits coefficients: from simulated campaigns those that come with the software, then from what matured here."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.coefficients import ENOUGH, Coefficients
from dashboard.forecasts.history import History
from dashboard.forecasts.maturing import HORIZONS, Gains, Waits, gains_after, known_between
from dashboard.forecasts.standing import Standing, standing_at
from dashboard.statistics.calibration import fit_calibration
from dashboard.statistics.residuals import Shape, fit_shape, own_quantiles
from dashboard.statistics.together import shared_luck

Floats = npt.NDArray[np.float64]
StandingOf = Callable[[History, int], Standing]
# Past days that are looked at again: the Mondays of a year; in the first four weeks little is known.
EVERY, WEEKS, BEFORE = 7, 52, 28


def fit_own(history: History, day: int, carried: Coefficients) -> Coefficients:
    """Coefficients of a day: the carried ones, leaning to what had matured here by its end."""
    return with_gains(carried, matured_gains(history, day))


def matured_gains(history: History, day: int, standing_of: StandingOf = standing_at) -> list[Gains]:
    """What had been gained by the end of the day after each past Monday."""
    standings = (standing_of(history, cut) for cut in past_mondays(history, day))
    return gains_after(history, standings, known_between(history.known(day)))


def past_mondays(history: History, day: int) -> range:
    """The Mondays before a day, at least one week back, as indices of days, newest first."""
    newest = day - (history.first.weekday() + day) % EVERY
    newest -= EVERY if newest + EVERY > day else 0
    begun = int((~np.isnan(history.counts)).any(axis=0).argmax())
    return range(newest, max(begun + BEFORE, newest - EVERY * WEEKS) - 1, -EVERY)


def with_gains(carried: Coefficients, gains: Sequence[Gains], without: int | None = None) -> Coefficients:
    """The carried coefficients, leaning to gains that matured here; those of one province may be left out."""
    own = []
    for row, found in enumerate(gains):
        kept = np.ones(len(found.values), dtype=bool) if without is None else found.group != without
        own.append(carried.shape.standardised(row, found.features[kept], found.values[kept]))
    quantiles, residuals = own_quantiles(carried.shape.quantiles, own, ENOUGH)
    return replace(carried, shape=replace(carried.shape, quantiles=quantiles), residuals=residuals)


def fit_carried(gains: Sequence[Sequence[Gains]], waits: Waits, shape: Shape) -> Coefficients:
    """Coefficients of simulated campaigns, each with its own gains; the shape is that of all of them."""
    calibration = fit_calibration(waits.probability, waits.is_reached, waits.distance)
    return Coefficients(shape, calibration, _together(gains, shape), np.zeros(len(HORIZONS), dtype=np.int64))


def shape_of(gains: Sequence[Sequence[Gains]]) -> Shape:
    """The shape of the residuals of all campaigns together."""
    samples = [
        (np.concatenate([found.features for found in each]), np.concatenate([found.values for found in each]))
        for each in zip(*gains, strict=True)
    ]
    return fit_shape(HORIZONS.astype(float), samples)


def _together(gains: Sequence[Sequence[Gains]], shape: Shape) -> float:
    """How much of their luck units of a province share on a day, over all campaigns and horizons of a month or two."""
    residuals, together = [], []
    for number, campaign in enumerate(gains):
        for row in (3, 5):
            found = campaign[row]
            residuals.append(shape.standardised(row, found.features, found.values))
            together.append(((number * 10 + row) * 1000 + found.cut) * 100 + found.group)
    return shared_luck(np.concatenate(residuals), np.concatenate(together))
