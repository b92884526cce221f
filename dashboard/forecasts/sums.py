"""Targets of areas that are made of units: the same weeks are drawn for all units of a province, and summed."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.apply import SHARES, Forecasts, with_facts
from dashboard.forecasts.coefficients import Coefficients
from dashboard.forecasts.curves import BEYOND
from dashboard.forecasts.history import Targets
from dashboard.forecasts.standing import BESIDE, Standing, features, most_gained
from dashboard.statistics.reaching import day_reached
from dashboard.statistics.residuals import LEVELS
from dashboard.statistics.together import draws, spread_evenly

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
DRAWN = 128
UNTIL_DEADLINE, AFTER_DEADLINE = 6, 6
POINTS = UNTIL_DEADLINE + AFTER_DEADLINE + 1
# Of an area nothing is said where fewer of its units that report have figures to forecast from.
LEAST_SHARE = 0.5


@dataclass(frozen=True)
class Luck:
    """Normal numbers: common (draw,) to a province's units, and own (unit, draw) to each."""

    common: Floats
    own: Floats


@dataclass(frozen=True)
class Part:
    """What the units of one province bring to areas, one target a row: totals (row, point, draw) on the days ahead,
    known (row, day) up to now, how many of its units have reported and can be forecast, and the newest report."""

    totals: Floats
    known: Floats
    reported: Ints
    drawn: Ints
    last: Ints

    def of(self, rows: Flags) -> "Part":
        """Some of the rows."""
        return Part(*(getattr(self, each.name)[rows] for each in fields(self)))

    def spread(self, places: Ints, count: int) -> "Part":
        """The rows in their places among so many, of which the others bring nothing."""
        wide = Part(*(np.zeros((count, *values.shape[1:]), values.dtype) for values in vars(self).values()))
        wide.last[:] = -1
        for name, values in vars(self).items():
            getattr(wide, name)[places] = values
        return wide

    def beside(self, other: "Part") -> "Part":
        """The parts of two provinces as one."""
        return Part(
            self.totals + other.totals,
            self.known + other.known,
            self.reported + other.reported,
            self.drawn + other.drawn,
            np.maximum(self.last, other.last),
        )


def luck_of(province: str, units: Iterable[str]) -> Luck:
    """Each unit's luck hangs on its code alone: it is the same whoever else reports."""
    common, *own = (spread_evenly(DRAWN, crc32(code.encode())) for code in (f"province {province}", *units))
    return Luck(common, np.array(own).reshape(len(own), DRAWN))


def part_of(
    known: Floats, standing: Standing, member: Flags, deadline: Ints, luck: Luck, coefficients: Coefficients
) -> Part:
    """known: (row, day) what each row's area is known to have had; member: (row, unit) which units it is made of.

    A draw takes one luck for the province and one for each unit, the same on all days and for all areas.
    """
    reported, drawn = ~np.isnan(standing.newest), standing.is_enough
    of = member.astype(float)
    start = of @ np.where(reported, standing.newest, 0.0)
    totals = np.broadcast_to(start[:, None, None], (len(member), POINTS, DRAWN)).copy()
    units = np.flatnonzero(drawn & member.any(axis=0))
    if len(units):
        levels = _at_levels(coefficients, draws(luck.common, luck.own[units], coefficients.together))
        for goal in np.unique(deadline):
            rows = deadline == goal
            gained = _gained(standing, units, days_of(standing.cut, goal), levels, coefficients)
            for point in range(POINTS):
                totals[rows, point] += of[rows][:, units] @ gained[point]
    return Part(
        totals=totals,
        known=known,
        reported=(member & reported).sum(axis=1),
        drawn=(member & drawn).sum(axis=1),
        last=np.where(member & reported, standing.last, -1).max(axis=1, initial=-1),
    )


def finished(part: Part, cut: int, targets: Targets, coefficients: Coefficients) -> Forecasts:
    """The forecast of each row's sum."""
    totals = np.maximum.accumulate(part.totals, axis=1)
    days = np.array([days_of(cut, goal) for goal in targets.deadline], dtype=float).reshape(-1, POINTS)
    probability = (totals >= targets.value[:, None, None]).mean(axis=2)
    found = Forecasts(
        count=np.quantile(totals[:, UNTIL_DEADLINE], SHARES, axis=1).T,
        probability=probability[:, UNTIL_DEADLINE],
        on=np.stack([day_reached(days, probability, share) for share in SHARES], axis=1),
        is_reached=part.known[:, -1] >= targets.value,
        is_enough=part.drawn >= np.maximum(1.0, LEAST_SHARE * part.reported),
        is_carried=coefficients.is_carried((targets.deadline - part.last).astype(float)),
    )
    return with_facts(found, part.known, targets, part.last)


def days_of(cut: int, goal: int) -> Ints:
    """(point,): days from the one asked about to the deadline, and from there to the last one followed.

    They are the same for all provinces, so that the totals of a nation are those of its provinces.
    """
    start = min(cut, goal - 1)
    until = np.linspace(start, goal, UNTIL_DEADLINE + 1)
    after = np.linspace(goal, max(goal, cut) + BEYOND, AFTER_DEADLINE + 1)
    return np.concatenate([until, after[1:]]).round().astype(np.int64)


def _gained(standing: Standing, units: Ints, days: Ints, levels: Floats, coefficients: Coefficients) -> Floats:
    """(point, unit, draw): what each unit gains from its last report to each day."""
    ends = np.maximum(days[:, None], standing.last[units] + 1)
    horizon = (ends - standing.last[units]).ravel().astype(float)
    found, base = features(standing, np.tile(units, len(days)), ends.ravel())
    most = most_gained(standing, np.tile(units, len(days)), ends.ravel())
    centre, below, above, (low, part) = coefficients.shape.spreads_at(found, horizon)
    gained = np.empty((len(days), *levels.shape[1:]))
    row = np.arange(len(units))
    for point in range(len(days)):
        at = slice(point * len(units), (point + 1) * len(units))
        first, then = levels[low[at], row], levels[low[at] + 1, row]
        chosen = first + (then - first) * part[at][:, None]
        chosen *= np.where(chosen < 0, below[at][:, None], above[at][:, None])
        chosen += (centre[at] + np.log(base[at] + BESIDE))[:, None]
        gained[point] = (np.exp(chosen) - BESIDE).clip(0, most[at][:, None])
    return gained


def _at_levels(coefficients: Coefficients, luck: Floats) -> Floats:
    """(horizon, unit, draw): the quantiles of each horizon at each luck, between the levels in log odds."""
    inside = luck.clip(LEVELS[0], LEVELS[-1])
    low = (np.searchsorted(LEVELS, inside, side="right") - 1).clip(0, len(LEVELS) - 2)
    odds, at = np.log(LEVELS / (1 - LEVELS)), np.log(inside / (1 - inside))
    part = (at - odds[low]) / (odds[low + 1] - odds[low])
    quantiles = coefficients.shape.quantiles
    found: Floats = quantiles[:, low] * (1 - part) + quantiles[:, low + 1] * part
    return found
