"""One target's forecast by day, from the last report to the deadline, and what it would be under other conditions."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard import queries
from dashboard.database import Database
from dashboard.forecasts import curves, sums
from dashboard.forecasts.apply import SHARES, days_reached
from dashboard.forecasts.by_unit import coefficients_on, figures_of, newest_of, scope_of, verdicts
from dashboard.forecasts.coefficients import Coefficients
from dashboard.forecasts.known import Known, Measured, Period, provinces
from dashboard.forecasts.made import Figures, first_day_of
from dashboard.forecasts.standing import BESIDE
from dashboard.forecasts.targets import Aims, Begun
from dashboard.selection import Supposed
from dashboard.statistics.reaching import NEVER, day_reached
from dashboard.statistics.residuals import P10, P50, P90, share_below

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Asked:
    """Targets of one level and stage, of a unit or of those within it, on one day."""

    edition: str
    parent: str
    as_of: dt.date
    level: str
    stage: str


@dataclass(frozen=True)
class Goal:
    """Whose target it is, how many are asked for, and until when.

    issuer: whose. Where an area has no target of its own, only units count for it that this issuer asked for something.
    """

    unit: str
    value: int
    deadline: dt.date
    issuer: str = ""


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
    """Days as indices, the last report's first; counts: (3, point) until the deadline; on: (3,) days of reaching the
    target; probability: of having reached it by the deadline."""

    days: Ints
    counts: Floats
    on: Ints
    probability: float


@dataclass(frozen=True)
class _Setting:
    """What the forecasts of a day are made of."""

    cut: int
    aims: Aims
    provinces: Sequence[Known]
    coefficients: Coefficients


def fan_of(database: Database, asked: Asked, goal: Goal, supposed: Supposed | None = None) -> Fan | None:
    """None where too little is known, the deadline has passed or the target is reached.

    As things are, it says of the deadline day what `forecast_by_unit` says.
    """
    return fans_of(database, asked, [goal], supposed)[0]


def fans_of(
    database: Database, asked: Asked, goals: Sequence[Goal], supposed: Supposed | None = None
) -> list[Fan | None]:
    """The same of several targets of one level and stage."""
    supposed = supposed or Supposed()
    deadlines = [supposed.deadline or goal.deadline for goal in goals]
    day = min(asked.as_of, newest_of(database, asked.edition, asked.as_of))
    period = Period(min(first_day_of(database), day), day)
    setting = _setting(database, asked, period, max(deadlines))
    found: list[Fan | None] = []
    for goal, deadline in zip(goals, deadlines, strict=True):
        home = next((known for known in setting.provinces if goal.unit in known.rows), None)
        end = period.index(deadline)
        ahead = _of_sum(setting, goal, end, supposed) if home is None else _of_own(setting, home, (goal, end), supposed)
        found.append(None if ahead is None else _told(ahead, period.first, (deadline, asked.as_of)))
    for known in setting.provinces:
        known.forget_days()
    return found


def _setting(database: Database, asked: Asked, period: Period, furthest: dt.date) -> _Setting:
    figures = _figures(database, asked, period, furthest)
    fitted = coefficients_on(database, figures, period.last)
    return _Setting(period.index(period.last), figures.begun.by(period.last), figures.provinces, fitted)


def _figures(database: Database, asked: Asked, period: Period, furthest: dt.date) -> Figures:
    """Those of the forecasts of all days, unless a target ends later than all of these."""
    measured = Measured(asked.edition, asked.level, asked.stage)
    scope = scope_of(database, asked.edition, asked.parent)
    every = queries.target_by_beginning(database, edition=asked.edition, parent=scope)
    rows = every[(every["level"] == asked.level) & (every["stage"] == asked.stage)]
    last = max([period.last, *rows["deadline"].dt.date])
    if furthest <= last:
        for figures in figures_of(database, asked.edition, scope, (period.last, asked.as_of)):
            if figures.asked == measured and figures.period.first == period.first:
                return figures
    # A year's deadlines together: how busy days beyond the last one are changes nothing.
    until = dt.date(max(furthest, last).year, 12, 31)

    def make() -> Figures:
        known = tuple(provinces(database, measured, scope, period, until))
        return Figures(measured, period, known, Begun(rows, period.first))

    kept = database.remembered(("figures of fans", measured, scope, period, until), make)
    return replace(kept, begun=kept.begun.counting(asked.as_of))


def _of_own(setting: _Setting, known: Known, aim: tuple[Goal, int], supposed: Supposed) -> _Ahead | None:
    """Of a unit that reports itself, as `curves_of` has it."""
    (goal, end), row = aim, known.rows[aim[0].unit]
    _, standing = known.asked(setting.cut, setting.aims)
    last, newest = int(standing.last[row]), float(standing.newest[row])
    if not standing.is_enough[row] or newest >= goal.value or end <= last:
        return None
    days = curves.days_ahead(np.array([last]), np.array([end]))[0]
    units = np.full(len(days) - 1, row)
    gains, base = curves.log_gains(standing, units, days[1:], setting.coefficients.shape)
    left = np.nan_to_num(standing.left[row], nan=np.inf)
    bounds, until = (last, setting.cut, float(left)), curves.UNTIL_DEADLINE
    changed = _changed((np.exp(gains) - BESIDE).clip(0), days[1:, None], bounds, supposed)
    missing = np.log(goal.value - newest + BESIDE)
    raw = np.maximum.accumulate(np.append(0, 1 - share_below(np.log(changed + BESIDE), np.full(len(units), missing))))
    usual = _changed(base, days[1:], bounds, supposed)[until - 1]
    probability = setting.coefficients.calibration.of(raw[None], np.array([missing - np.log(usual + BESIDE)]))
    on = days_reached(days[None].astype(float), (raw[None], probability), np.array([end]))[0]
    counts = newest + np.concatenate([np.zeros((3, 1)), changed[:until, [P10, P50, P90]].T], axis=1)
    return _Ahead(days[: until + 1], counts, on, float(probability[0, until]))


def _of_sum(setting: _Setting, goal: Goal, end: int, supposed: Supposed) -> _Ahead | None:
    """Of an area that is made of units, as the sums of a day are drawn."""
    newest, left, part = 0.0, 0.0, None
    for known in setting.provinces:
        if goal.unit in known.areas:
            _, standing = known.asked(setting.cut, setting.aims)
            member = _members(setting, known, goal)
            nothing = np.zeros((1, setting.cut + 1))
            own = sums.part_of(nothing, standing, member, np.array([end]), known.luck, setting.coefficients)
            part = own if part is None else part.beside(own)
            newest += float(np.nansum(standing.newest[member[0]]))
            left += float(np.nan_to_num(standing.left[member[0] & standing.is_enough], nan=np.inf).sum())
    if part is None or part.drawn[0] < max(1.0, sums.LEAST_SHARE * part.reported[0]) or newest >= goal.value:
        return None
    last, days = int(part.last[0]), sums.days_of(setting.cut, end)
    if end <= last:
        return None
    gains = np.maximum.accumulate(part.totals[0], axis=0) - newest
    totals = newest + _changed(gains, days[:, None], (last, setting.cut, left), supposed)
    probability = (totals >= goal.value).mean(axis=1)
    until = days[: sums.UNTIL_DEADLINE + 1]
    is_ahead = until > last
    counts = np.quantile(totals[: len(until)][is_ahead], SHARES, axis=1)
    begun = np.concatenate([np.full((3, 1), newest), counts], axis=1)
    on = np.concatenate([day_reached(days[None].astype(float), probability[None], share) for share in SHARES])
    return _Ahead(np.append(last, until[is_ahead]), begun, on, float(probability[sums.UNTIL_DEADLINE]))


def _members(setting: _Setting, known: Known, goal: Goal) -> Flags:
    """(1, unit): of which units the area's count is that the target asks for."""
    member = np.zeros((1, len(known.rows)), dtype=bool)
    member[0, known.areas[goal.unit]] = True
    aims = setting.aims
    is_asked = (aims.issuer == goal.issuer) & (aims.deadline >= setting.cut)
    if goal.issuer and goal.unit not in aims.unit_code[is_asked]:
        asked = [known.rows[code] for code in set(aims.unit_code[is_asked]) if code in known.rows]
        member &= np.isin(np.arange(len(known.rows)), asked)
    return member


def _changed(gains: Floats, days: Ints, bounds: tuple[int, int, float], supposed: Supposed) -> Floats:
    """What would be gained by each day. bounds: the day of the last report, that looked at, and the people left.

    Nothing changes before the day looked at, and no more people can be won than are left.
    """
    last, cut, left = bounds
    later = (days - max(cut, last)).clip(0)
    faster = gains * (1 + supposed.percent / 100 * later / np.maximum(days - last, 1)) + supposed.extra * later
    found: Floats = np.minimum(faster, np.maximum(gains, left)).clip(0)
    return found


def _told(ahead: _Ahead, first: dt.date, days: tuple[dt.date, dt.date]) -> Fan:
    """days: the deadline, and the day looked at."""
    deadline, as_of = days
    made = round(ahead.probability, 4)
    facts = {"probability": [made], "deadline": [pd.Timestamp(deadline)], "is_reached": [False], "is_enough": [True]}
    rounded = np.floor(np.maximum.accumulate(ahead.counts, axis=1) + 0.5).astype(int)
    low, middle, high = (tuple(line.tolist()) for line in rounded)
    by10, by50, by90 = (None if day == NEVER else _date(first, int(day)) for day in ahead.on)
    dates = tuple(_date(first, int(day)) for day in ahead.days)
    return Fan(dates, low, middle, high, made, (by10, by50, by90), verdicts(pd.DataFrame(facts), as_of)[0])


def _date(first: dt.date, index: int) -> dt.date:
    return first + dt.timedelta(days=index)
