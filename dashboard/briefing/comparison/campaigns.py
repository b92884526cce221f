"""How units' rates rose over their campaigns, by the day of each: one that began late beside where others stood then.

Day 0 is the first day of the target on which a count of the unit is known: the start of the target for a unit that
reported before it, else its first report. What a late unit did before its first report nobody knows.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard import queries, units
from dashboard.briefing import area, province
from dashboard.briefing.curves import averaged, curve, leaps, rates
from dashboard.briefing.opened import Warehouse
from dashboard.rows import ProgressByArea, TargetByIssuer, each_row
from dashboard.selection import Selection
from dashboard.units import Unit


@dataclass(frozen=True)
class Point:
    """What was reached by a day; share is None where it is hidden. is_leap: no line leads up to it."""

    date: dt.date
    share: float | None
    is_leap: bool = False


@dataclass(frozen=True)
class Campaign:
    """One unit's way over one target, or over all that it reported where there is none.

    begins: day 0. start, deadline: of the target. is_earlier: whether it is the one before that of now.
    own: the area's own target, of which these are rates, where some of its parts have none.
    """

    unit: Unit
    begins: dt.date
    start: dt.date | None
    deadline: dt.date | None
    points: tuple[Point, ...]
    is_earlier: bool = False
    own: int | None = None

    @property
    def last(self) -> int:
        """Its last day with a rate."""
        return max(self.day(point) for point in self.points if point.share is not None)

    @property
    def is_late(self) -> bool:
        """Whether its first report came after its target had begun."""
        return self.start is not None and self.begins > self.start

    def day(self, point: Point) -> int:
        """Which day of the campaign a point lies on."""
        return (point.date - self.begins).days

    def at(self, day: int) -> float | None:
        """What was known to be reached by a day of the campaign; None before anything was, and where it is hidden."""
        until = [point for point in self.points if self.day(point) <= day]
        return until[-1].share if until else None


def of_units(warehouse: Warehouse, selection: Selection, codes: Sequence[str]) -> tuple[Campaign, ...]:
    """The campaigns of each unit, that of now before the one before it; none of a unit without a rate in any."""
    found: list[Campaign] = []
    for code in codes:
        found += _of_unit(warehouse, selection.at(unit=code))
    return tuple(found)


def common_day(campaigns: Sequence[Campaign]) -> int:
    """The last day that all of them have."""
    return min(campaign.last for campaign in campaigns)


def _of_unit(warehouse: Warehouse, selection: Selection) -> list[Campaign]:
    database, known = warehouse.database, warehouse.known.days
    if known is None or selection.as_of < known[0]:
        return []
    days = (known[0], selection.as_of)
    flow = queries.flow_by_period(
        database, edition=selection.edition, unit=selection.unit, days=days, level=selection.level, step="day"
    )
    is_known = flow[selection.stage].notna() | flow[f"{selection.stage}_why"].notna()
    if not is_known.any():
        return []
    rows = averaged.reported(flow, selection.stage)
    rows = rows.assign(is_leap=leaps.marks(rows, selection.stage))
    first = flow["date"][is_known].iloc[0].date()
    now, before = _targets(warehouse, selection)
    base = rates.denominator(database, selection, flow)
    row = area.of_unit(database, selection)
    own = _own_target(row, now) if selection.base == "target" else None
    if own is not None:
        base = pd.Series(float(own), flow.index, "Float64")
    current = _campaign(selection, (flow, rows), base, first, now)
    found = [replace(current, own=own)] if current else []
    # The target before is of all parts: without a base of all of them its rate would be another one.
    is_whole = row is not None and not pd.isna(row.whole_target) and row.denominator == row.whole_target
    if now is not None and before is not None and (selection.base != "target" or is_whole):
        if selection.base == "target":
            base = pd.Series(float(before.value), flow.index, "Float64").where(base.notna())
        until = min(before.deadline.date(), now.start_date.date() - dt.timedelta(days=1))
        earlier = _campaign(selection, (flow, rows), base, first, before, until)
        found += [earlier] if earlier else []
    return found


def _own_target(row: ProgressByArea | None, now: TargetByIssuer | None) -> int | None:
    """An area's own target where some of its parts have none: all that is counted in the area goes to it."""
    if row is None or now is None or now.communes or pd.isna(row.share) or row.numerator == row.counted:
        return None
    return int(now.value)


def _targets(warehouse: Warehouse, selection: Selection) -> tuple[TargetByIssuer | None, TargetByIssuer | None]:
    """The target in force, or the last one, and the one that began before it."""
    edition, unit = area.whose_targets(selection)
    table = province.targets(warehouse.database, edition, unit, selection.level)
    own = table[(table["issuer"] == selection.issuer) & (table["stage"] == selection.stage)]
    now = next(each_row(curve.targets_in_force(own, selection.as_of, selection.stage), TargetByIssuer), None)
    if now is None:
        return None, None
    before = [row for row in each_row(own, TargetByIssuer) if row.start_date < now.start_date]
    return now, max(before, key=lambda row: row.start_date, default=None)


def _campaign(
    selection: Selection,
    counted: tuple[pd.DataFrame, pd.DataFrame],
    base: pd.Series,
    first: dt.date,
    target: TargetByIssuer | None,
    until: dt.date | None = None,
) -> Campaign | None:
    """counted: all days, and those with a report. base: by day. first: the day of the first report.
    until: the end of an earlier campaign.
    """
    every, reported = counted
    is_earlier, until = until is not None, until or selection.as_of
    start = None if target is None else target.start_date.date()
    begins = first if start is None else max(first, start)
    is_inside = (reported["date"].dt.date >= begins) & (reported["date"].dt.date <= until)
    rows = reported[is_inside]
    if rows.empty or rows["date"].iloc[0].date() > begins:
        # Where it stood when the target began is known from the report before.
        rows = pd.concat([every[every["date"].dt.date == begins].assign(is_leap=False), rows])
    shares = rates.of_rows(rows, selection.stage, base.loc[rows.index])
    points = tuple(
        Point(day.date(), None if pd.isna(share) else float(share), bool(is_leap))
        for day, share, is_leap in zip(
            shares["date"].tolist(), shares["count"].tolist(), rows["is_leap"].tolist(), strict=True
        )
    )
    # A count that stays hidden for days is one gap.
    gaps = [point.share is None for point in points]
    kept = tuple(point for place, point in enumerate(points) if place == 0 or not (gaps[place] and gaps[place - 1]))
    if all(point.share is None for point in points):
        return None
    unit = units.find(selection.edition, selection.unit, selection.as_of)
    deadline = None if target is None else target.deadline.date()
    return Campaign(unit, begins, start, deadline, kept, is_earlier)
