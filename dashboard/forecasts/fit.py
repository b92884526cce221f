"""Fits coefficients: from simulated campaigns those that come with the software, then from what matured here."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.coefficients import ENOUGH, Coefficients
from dashboard.forecasts.history import Reports
from dashboard.forecasts.maturing import HORIZONS, Gains, Waits
from dashboard.statistics.calibration import fit_calibration
from dashboard.statistics.residuals import Shape, fit_shape, own_quantiles
from dashboard.statistics.together import shared_luck

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
# Past days that are looked at again: the Mondays of a year; in the first four weeks little is known.
EVERY, WEEKS, BEFORE = 7, 52, 28


@dataclass(frozen=True)
class Residual:
    """What matured here, at one horizon: values in units of their spread, province, day, and the day it was known."""

    values: Floats
    group: Ints
    cut: Ints
    known_on: Ints

    @staticmethod
    def joined(parts: Sequence["Residual"]) -> "Residual":
        """Those of several provinces as one."""
        return Residual(*(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(Residual)))


def residuals_of(gains: Sequence[Gains], shape: Shape) -> list[Residual]:
    """The residuals at each horizon, against the shape of the carried coefficients."""
    return [
        Residual(shape.standardised(row, found.features, found.values), found.group, found.cut, found.known_on)
        for row, found in enumerate(gains)
    ]


def fit_on(day: int, carried: Coefficients, matured: Sequence[Residual], without: int | None = None) -> Coefficients:
    """Coefficients of a day: the carried ones, leaning to what had matured here by its end.

    without: a province that is left out, where the method is judged by it.
    """
    own = []
    for found in matured:
        kept = is_looked_back_at(found, day)
        if without is not None:
            kept &= found.group != without
        own.append(found.values[kept])
    quantiles, residuals = own_quantiles(carried.shape.quantiles, own, ENOUGH)
    return replace(carried, shape=replace(carried.shape, quantiles=quantiles), residuals=residuals)


def is_looked_back_at(found: Residual, day: int) -> npt.NDArray[np.bool_]:
    """Which of those that matured are known on a day, and not older than a year."""
    return (found.known_on <= day) & (found.cut > day - EVERY * (WEEKS + 1))


def past_mondays(reports: Reports, day: int) -> range:
    """The Mondays up to a day, as indices of days."""
    monday = -reports.first.weekday() % EVERY
    begun = int((~np.isnan(reports.counts)).any(axis=0).argmax())
    first = begun + BEFORE
    return range(first + (monday - first) % EVERY, day + 1, EVERY)


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
