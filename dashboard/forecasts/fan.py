"""One target's forecast by day, from the last report to the deadline, and what it would be if something changed."""

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from dashboard import queries
from dashboard.database import Database
from dashboard.forecasts.apply import SHARES, Forecasts
from dashboard.forecasts.by_unit import newest_of, verdicts
from dashboard.forecasts.coefficients import Coefficients
from dashboard.forecasts.curves import BEYOND, UNTIL_DEADLINE, days_ahead, log_gains
from dashboard.forecasts.fitted import coefficients_for
from dashboard.forecasts.known import REMEMBERED, Known, Measured, known_of, weights_of
from dashboard.forecasts.standing import BESIDE, Standing, standing_at
from dashboard.forecasts.sums import LEAST_SHARE, sum_draws
from dashboard.statistics.reaching import NEVER, day_reached
from dashboard.statistics.residuals import P10, P50, P90, share_below

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Change:
    """What would be different from the day looked at on: per cent more of the pace, people more a day, the deadline."""

    percent: int = 0
    extra: int = 0
    deadline: dt.date | None = None


@dataclass(frozen=True)
class Goal:
    """Whose target it is, how many are asked for, and until when."""

    unit: str
    value: int
    deadline: dt.date


@dataclass(frozen=True)
class Fan:
    """Days from the last report to the deadline with the counts of P10, P50 and P90 on each; probability and word of
    reaching the target by then, and the days of reaching it, None where it is later than is followed."""

    days: tuple[dt.date, ...]
    low: tuple[int, ...]
    middle: tuple[int, ...]
    high: tuple[int, ...]
    probability: float
    on: tuple[dt.date | None, dt.date | None, dt.date | None]
    verdict: str

    @property
    def counts(self) -> tuple[int, int, int]:
        """On the deadline day."""
        return self.low[-1], self.middle[-1], self.high[-1]


@dataclass(frozen=True)
class _Ahead:
    """Days as indices; counts: (3, point) until the deadline; probability: (point,) of having reached it by each."""

    days: Ints
    counts: Floats
    probability: Floats


def fan_of(database: Database, asked: Measured, goal: Goal, change: Change | None = None) -> Fan | None:
    """None where too little is known, the deadline has passed or the target is reached.

    asked.parent: the area among whose units the forecast was made. Without a change it is what `forecast_by_unit` says.
    """
    change = change or Change()
    targets = queries.target_by_unit(database, edition=asked.edition, parent=asked.parent, as_of=asked.as_of)
    asked = replace(asked, as_of=min(asked.as_of, newest_of(database, asked.edition, asked.as_of)))
    known, deadline = known_of(database, asked, targets), change.deadline or goal.deadline
    history, until = known.history, deadline + dt.timedelta(days=BEYOND + 2)
    if len(history.weights) <= (until - history.first).days:
        history = replace(history, weights=weights_of(database, history.first, until))
        known = replace(known, history=history)
    setting = _Setting(known, standing_at(history, REMEMBERED), coefficients_for(database, asked))
    end = (deadline - history.first).days
    ahead = _of_own(setting, goal, end, change) if goal.unit in known.rows else _of_sum(setting, goal, end, change)
    return None if ahead is None else _told(ahead, history.first)


@dataclass(frozen=True)
class _Setting:
    known: Known
    standing: Standing
    coefficients: Coefficients


def _of_own(setting: _Setting, goal: Goal, end: int, change: Change) -> _Ahead | None:
    """Of a unit that reports itself, as `curves_of` has it."""
    standing, row = setting.standing, setting.known.rows[goal.unit]
    last, newest = int(standing.last[row]), float(standing.newest[row])
    if not standing.is_enough[row] or newest >= goal.value or end <= last:
        return None
    days = days_ahead(np.array([last]), np.array([end]))[0]
    units = np.full(len(days) - 1, row)
    gains, base = log_gains(standing, units, days[1:], setting.coefficients.shape)
    left = np.nan_to_num(standing.left[row], nan=np.inf)
    changed = _changed((np.exp(gains) - BESIDE).clip(0), days[1:, None], (last, standing.cut, left), change)
    missing = np.log(goal.value - newest + BESIDE)
    raw = np.maximum.accumulate(np.append(0, 1 - share_below(np.log(changed + BESIDE), np.full(len(units), missing))))
    usual = _changed(base, days[1:], (last, standing.cut, left), change)[UNTIL_DEADLINE - 1]
    probability = setting.coefficients.calibration.of(raw[None], np.array([missing - np.log(usual + BESIDE)]))[0]
    counts = newest + np.concatenate([np.zeros((3, 1)), changed[:UNTIL_DEADLINE, [P10, P50, P90]].T], axis=1)
    return _Ahead(days, np.maximum.accumulate(counts, axis=1), probability)


def _of_sum(setting: _Setting, goal: Goal, end: int, change: Change) -> _Ahead | None:
    """Of an area that is made of units, as `sum_forecast` has it."""
    standing, known = setting.standing, setting.known
    units = np.array(known.areas.get(goal.unit, []), dtype=np.int64)
    reported = units[~np.isnan(standing.newest[units])]
    drawn = units[standing.is_enough[units]]
    newest = float(standing.newest[reported].sum())
    if len(drawn) < max(1.0, LEAST_SHARE * len(units)) or newest >= goal.value:
        return None
    last = int(standing.last[drawn].max())
    if end <= last:
        return None
    days, totals = sum_draws(standing, drawn, end, setting.coefficients, known.history.group)
    start = float(standing.newest[drawn].sum())
    left = float(np.nan_to_num(standing.left[drawn], nan=np.inf).sum())
    changed = newest + _changed(totals - start, days[:, None], (last, standing.cut, left), change)
    counts = np.quantile(changed[: UNTIL_DEADLINE + 1], SHARES, axis=1)
    return _Ahead(days, counts, (changed >= goal.value).mean(axis=1))


def _changed(gains: Floats, days: Ints, bounds: tuple[int, int, float], change: Change) -> Floats:
    """What would be gained by each day. bounds: the day of the last report, that looked at, and the people left.

    Nothing changes before the day looked at, and no more people can be won than are left.
    """
    last, cut, left = bounds
    later = (days - max(cut, last)).clip(0)
    faster = gains * (1 + change.percent / 100 * later / np.maximum(days - last, 1)) + change.extra * later
    return np.minimum(faster, np.maximum(gains, left)).clip(0)


def _told(ahead: _Ahead, first: dt.date) -> Fan:
    points = ahead.days[: UNTIL_DEADLINE + 1]
    on = [int(day_reached(ahead.days[None].astype(float), ahead.probability[None], share)[0]) for share in SHARES]
    made = float(ahead.probability[UNTIL_DEADLINE])
    one = np.ones(1, dtype=np.bool_)
    found = Forecasts(ahead.counts[:, -1][None], np.array([made]), np.array([on]), ~one, one, ~one)
    low, middle, high = (tuple(int(count) for count in np.floor(line + 0.5)) for line in ahead.counts)
    by10, by50, by90 = (None if day == NEVER else _date(first, day) for day in on)
    days = tuple(_date(first, int(day)) for day in points)
    return Fan(days, low, middle, high, round(made, 4), (by10, by50, by90), verdicts(found, ~one)[0])


def _date(first: dt.date, index: int) -> dt.date:
    return first + dt.timedelta(days=index)
