"""Targets of areas that are made of units: the same weeks are drawn for all units of a province, and summed."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.apply import SHARES
from dashboard.forecasts.coefficients import Coefficients
from dashboard.forecasts.curves import UNTIL_DEADLINE, days_ahead, log_gains
from dashboard.forecasts.history import History
from dashboard.forecasts.standing import BESIDE, Standing
from dashboard.statistics.reaching import NEVER, day_reached
from dashboard.statistics.residuals import LEVELS
from dashboard.statistics.together import draws

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
DRAWN, SEED = 400, 16
# Of an area nothing is said where fewer of its units have figures to forecast from.
LEAST_SHARE = 0.5


@dataclass(frozen=True)
class SumForecast:
    """Of one area and target: count (3,) on the deadline day, probability, days (3,) of reaching it."""

    count: Floats
    probability: float
    on: Ints
    is_reached: bool
    is_enough: bool
    last: int


def sum_forecast(
    history: History, standing: Standing, units: Ints, goal: tuple[float, int], coefficients: Coefficients
) -> SumForecast:
    """The forecast of a sum. goal: the target's value and its deadline."""
    value, deadline = goal
    reported = units[~np.isnan(standing.newest[units])]
    known = _carried(history.known(standing.cut)[reported])
    last = int(standing.last[reported].max(initial=-1))
    drawn = units[standing.is_enough[units]]
    is_enough = len(drawn) >= max(1.0, LEAST_SHARE * len(units))
    summed = known.sum(axis=0)
    is_reached = bool(summed[-1] >= value) if len(summed) else False
    if not is_enough:
        return SumForecast(np.full(3, np.nan), np.nan, np.full(3, NEVER), is_reached, False, last)
    days, totals = sum_draws(standing, drawn, deadline, coefficients, history.group)
    totals = totals + float(standing.newest[np.setdiff1d(reported, drawn)].sum())
    probability = (totals >= value).mean(axis=1)[None]
    on = np.array([day_reached(days[None].astype(float), probability, share)[0] for share in SHARES])
    count = np.quantile(totals[UNTIL_DEADLINE], SHARES)
    made = float(probability[0, UNTIL_DEADLINE])
    if deadline <= last:
        count = np.full(3, summed[deadline])
        made = float(summed[deadline] >= value)
    if is_reached:
        on = np.full(3, int((summed >= value).argmax()))
        made = float(on[0] <= deadline)
    return SumForecast(count, made, on, is_reached, True, last)


def sum_draws(
    standing: Standing, units: Ints, deadline: int, coefficients: Coefficients, group: Ints
) -> tuple[Ints, Floats]:
    """Days (point,) from the newest report to the last one followed, and what the units together have by each.

    totals: (point, draw). A draw takes one luck for each province and one for each unit, the same on all days.
    """
    last = standing.last[units]
    days = days_ahead(last.max(keepdims=True), np.array([deadline]))[0]
    luck = draws(group[units], coefficients.together, DRAWN, SEED)
    low, part = _between_levels(luck)
    start = float(standing.newest[units].sum())
    totals = np.full((len(days), DRAWN), start)
    row = np.arange(len(units))[:, None]
    for point in range(1, len(days)):
        ends = np.maximum(days[point], last + 1)
        gains, _ = log_gains(standing, units, ends, coefficients.shape)
        chosen = gains[row, low] * (1 - part) + gains[row, low + 1] * part
        totals[point] = start + (np.exp(chosen) - BESIDE).clip(0).sum(axis=0)
    return days, np.maximum.accumulate(totals, axis=0)


def _between_levels(luck: Floats) -> tuple[Ints, Floats]:
    """The level below each share, and how far it lies towards the next in log odds."""
    inside = luck.clip(LEVELS[0], LEVELS[-1])
    low = (np.searchsorted(LEVELS, inside, side="right") - 1).clip(0, len(LEVELS) - 2)
    odds, at = np.log(LEVELS / (1 - LEVELS)), np.log(inside / (1 - inside))
    return low, (at - odds[low]) / (odds[low + 1] - odds[low])


def _carried(known: Floats) -> Floats:
    """Counts carried over days without a report; 0 before the first one, when the unit is not known yet."""
    day = np.arange(known.shape[1])
    before = np.maximum.accumulate(np.where(np.isnan(known), -1, day), axis=1)
    carried = np.take_along_axis(known, before.clip(0), axis=1)
    return np.where(before >= 0, carried, 0.0)
