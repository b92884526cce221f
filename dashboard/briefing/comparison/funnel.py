"""Units held against limits that narrow with their size: the facts of a funnel plot.

A unit that says nothing, is hidden, has no base, or spoke of another day than the others is no point of it: it stands
apart with its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.briefing import silence
from dashboard.briefing.comparison import ranking
from dashboard.rows import ProgressByArea
from dashboard.statistics import funnel
from dashboard.statistics.funnel import FEWEST, Peers

Floats = npt.NDArray[np.float64]

# What is held against the limits: the rate, or what it rose by a week.
MEASURES = ("level", "pace")
# Between how large a part of all units the inner and the outer limits are drawn.
INNER, OUTER = 0.95, 0.998
WEEK = 7
# So many sizes are enough for limits that look smooth.
STEPS = 80


@dataclass(frozen=True)
class Point:
    """One unit: its size and its rate, a week where a pace is shown; beyond: 1 or 2 above the inner or the outer
    limit, -1 or -2 below it, 0 within. days: between the two reports of a pace."""

    row: ProgressByArea
    size: float
    rate: float
    beyond: int
    days: int | None = None


@dataclass(frozen=True)
class Limits:
    """By size: the inner pair of limits and the outer one."""

    sizes: tuple[float, ...]
    inner: tuple[tuple[float, ...], tuple[float, ...]]
    outer: tuple[tuple[float, ...], tuple[float, ...]]


@dataclass(frozen=True)
class Funnel:
    """The units with their limits, which are None for fewer than ten or where nobody counted any.

    centre: their rate together. between: the standard deviation of their true rates, 0 where chance alone explains
    what is seen. is_little_chance: chance alone would spread most of them by less than half as much.
    apart: units that are no points, by the reason.
    """

    measure: str
    points: tuple[Point, ...]
    apart: dict[str, tuple[ProgressByArea, ...]]
    centre: float = 0.0
    between: float = 0.0
    is_little_chance: bool = False
    limits: Limits | None = None

    def beyond(self, least: int) -> list[Point]:
        """Those above a limit, or below it for a negative one: 1 the inner, 2 the outer; the furthest first."""
        found = [point for point in self.points if (point.beyond >= least if least > 0 else point.beyond <= least)]
        return sorted(found, key=lambda point: -abs(point.rate - self.centre))

    def by_chance(self, share: float) -> float:
        """How many would lie outside these limits by chance alone."""
        return funnel.expected_outside(len(self.points), share)


@dataclass(frozen=True)
class Counted:
    """What a unit's point is made of: a count out of a size."""

    row: ProgressByArea
    count: float
    size: float
    days: int | None = None


def of(rows: Sequence[ProgressByArea], measure: str, base: str) -> Funnel:
    """The funnel of these units. measure: one of MEASURES; base: what their rates divide by."""
    apart: dict[str, list[ProgressByArea]] = {}
    counted: list[Counted] = []
    for row in rows:
        why = why_apart(row, measure)
        if why:
            apart.setdefault(why, []).append(row)
        else:
            counted.append(_counted(row, measure))
    named = {why: tuple(units) for why, units in apart.items()}
    count = np.array([one.count for one in counted], dtype=np.float64)
    size = np.array([one.size for one in counted], dtype=np.float64)
    if len(counted) < FEWEST or not count.sum():
        within = [Point(one.row, one.size, one.count / one.size, 0, one.days) for one in counted]
        return Funnel(measure, tuple(within), named)
    held = _Held(count, size, _is_proportion(count, size, measure, base))
    points = tuple(
        Point(one.row, one.size, one.count / one.size, int(beyond), one.days)
        for one, beyond in zip(counted, held.beyond(), strict=True)
    )
    return Funnel(measure, points, named, held.centre, held.between, held.is_little_chance, held.limits())


@dataclass(frozen=True)
class Rule:
    """Who is named: outside limits at two reports running, or by a rate of false discoveries (`is_by_discovery`)."""

    is_by_discovery: bool
    limits: float
    rate: float


@dataclass(frozen=True)
class Lists:
    """Who stands out above and below its peers by the rule, the furthest first."""

    praised: tuple[Point, ...]
    urged: tuple[Point, ...]


def lists(rows: Sequence[ProgressByArea], base: str, rule: Rule) -> Lists | None:
    """None where there are no limits. Who is late, silent or hidden is named by neither."""
    now = of(rows, "level", base)
    if now.limits is None:
        return None
    sides = _discovered(now, base, rule.rate) if rule.is_by_discovery else _running(now, rows, base, rule.limits)
    named = sorted(
        (point for point in now.points if sides.get(point.row.unit_code)),
        key=lambda point: -abs(point.rate - now.centre),
    )
    praised = tuple(point for point in named if sides[point.row.unit_code] > 0)
    return Lists(praised, tuple(point for point in named if sides[point.row.unit_code] < 0))


def _discovered(now: Funnel, base: str, rate: float) -> dict[str, int]:
    count = np.array([point.rate * point.size for point in now.points])
    size = np.array([point.size for point in now.points])
    held = _Held(count, size, _is_proportion(count, size, "level", base))
    scores = funnel.scores_beyond(held.peers, held.between)
    chosen = np.where(funnel.discoveries(scores, rate), np.sign(scores), 0)
    return {point.row.unit_code: int(side) for point, side in zip(now.points, chosen, strict=True)}


def _running(now: Funnel, rows: Sequence[ProgressByArea], base: str, limits: float) -> dict[str, int]:
    """1 or -1 for those that were on the same side at the report at which their change begins, too."""
    before = of([row for row in map(_before, rows) if row is not None], "level", base)
    least = 1 if limits == INNER else 2
    sides = [
        {point.row.unit_code: (point.beyond >= least) - (point.beyond <= -least) for point in found.points}
        for found in (now, before)
    ]
    return {code: side for code, side in sides[0].items() if side == sides[1].get(code)}


def _before(row: ProgressByArea) -> ProgressByArea | None:
    """The unit as it stood where its change begins; None where that is not known of all that it is made of."""
    is_known = not pd.isna(row.counted_before) and not pd.isna(row.share_before)
    if not is_known or row.units_compared != row.units_reported or row.numerator != row.counted:
        return None
    # What is counted itself, such as approved accounts, was another number then.
    size = round(row.counted_before / row.share_before) if row.share_before else row.denominator
    return row._replace(numerator=row.counted_before, denominator=size, share=row.share_before)


def why_apart(row: ProgressByArea, measure: str) -> str:
    """Why a unit is no point; empty for one that is."""
    if pd.isna(row.share):
        return ranking.why_apart(row)
    if row.state == "late":
        return "late"
    if silence.is_silent(row):
        return "silent"
    if measure == "pace":
        return _why_no_pace(row)
    return ""


def _why_no_pace(row: ProgressByArea) -> str:
    """The days between two reports are those of one unit: of several, each with days of its own, there are none."""
    if pd.isna(row.counted_before) or pd.isna(row.counted_since):
        return "no_change"
    if row.units_compared != 1 or row.units_reported != 1:
        return "several"
    return "fallen" if row.counted_since < row.counted_before else ""


def _counted(row: ProgressByArea, measure: str) -> Counted:
    if measure == "level":
        return Counted(row, float(row.numerator), float(row.denominator))
    days = (row.changed_until - row.changed_from).days
    return Counted(row, float(row.counted_since - row.counted_before), row.denominator * days / WEEK, days)


def _is_proportion(count: Floats, size: Floats, measure: str, base: str) -> bool:
    """Whether counts are of the people that they are divided by. A target is none, and a pace may come to any count;
    and where an office counted more than it has people, chance cannot be that of a proportion."""
    return measure == "level" and base != "target" and bool((count <= size).all()) and count.sum() < size.sum()


class _Held:
    """Counts and sizes with the limits that belong to them, all as rates."""

    def __init__(self, count: Floats, size: Floats, is_proportion: bool) -> None:
        self.size, self.rate, self.is_proportion = size, count / size, is_proportion
        self.centre = float(count.sum() / size.sum())
        found = (funnel.proportions if is_proportion else funnel.ratios)(count, size)
        # What ratios are measured in is the centre, which they have as 1.
        self.unit = 1.0 if is_proportion else self.centre
        self.peers = Peers(found.value * self.unit, found.variance * self.unit**2, self.centre)
        self.between = funnel.spread(self.peers).between
        self.is_little_chance = bool(np.median(np.sqrt(self.peers.variance)) < self.between / 2)

    def beyond(self) -> npt.NDArray[np.int64]:
        """By unit: 1 or 2 above the inner or the outer limit, -1 or -2 below."""
        found = np.zeros(len(self.size), dtype=np.int64)
        for share in (INNER, OUTER):
            low, high = self.at(self.size, share)
            found += (self.rate > high).astype(np.int64) - (self.rate < low).astype(np.int64)
        return found

    def at(self, size: Floats, share: float) -> tuple[Floats, Floats]:
        """The limits at these sizes: exact where chance is all there is, wider by the spread where there is more."""
        if self.between:
            variance = (self.centre * (1 - self.centre) if self.is_proportion else self.centre) / size
            low, high = funnel.limits(variance, self.centre, self.between, share)
            return np.maximum(low, 0.0), high
        if self.is_proportion:
            return funnel.exact_proportion_limits(size, self.centre, share)
        low, high = funnel.exact_ratio_limits(size * self.centre, share)
        return low * self.unit, high * self.unit

    def limits(self) -> Limits:
        """Drawn from the smallest unit to the largest, in steps that grow with the size."""
        sizes = np.unique(np.geomspace(self.size.min(), self.size.max(), STEPS).round()).astype(np.float64)
        inner, outer = (self.at(sizes, share) for share in (INNER, OUTER))
        return Limits(tuple(sizes.tolist()), _plain(inner), _plain(outer))


def _plain(pair: tuple[Floats, Floats]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return tuple(pair[0].tolist()), tuple(pair[1].tolist())
