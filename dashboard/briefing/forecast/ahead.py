"""One target's way to its deadline: the count so far, the even path, the fan, and the fan under other conditions."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from dashboard.briefing import area, working_days
from dashboard.briefing.curves import curve
from dashboard.briefing.forecast.facts import Target, TargetForecast
from dashboard.briefing.forecast.outlooks import asked_of
from dashboard.briefing.opened import Warehouse
from dashboard.forecasts.fan import Fan, Goal, fan_of
from dashboard.rows import EventByDate
from dashboard.selection import Selection, Supposed

# Days between two points of the even path: a step for each weekend would only make it flicker.
STEP = 7
# So many days are seen before the day looked at, and twice as many as are ahead: the rest would press the fan together.
LEAST_DAYS = 120
NOTHING = Supposed()


@dataclass(frozen=True)
class Ahead:
    """flow: the newest rows of the curve since the target began, with is_leap; path: days and counts of the even path.

    fan: None where too little is known or nothing is left to say; changed: the same with what the reader asks for.
    """

    flow: pd.DataFrame
    path: tuple[tuple[dt.date, float], ...]
    fan: Fan | None
    changed: Fan | None
    events: tuple[EventByDate, ...]


def of_target(warehouse: Warehouse, selection: Selection, found: TargetForecast, supposed: Supposed) -> Ahead | None:
    """Nothing where the unit has no count that may be shown."""
    target = found.target
    asked = selection.at(issuer=target.issuer, level=target.level, stage=target.stage, base="target")
    drawn = curve.of_unit(warehouse, asked)
    if drawn is None:
        return None
    is_open = found.outlook.counts is not None and not found.is_past and not found.is_reached
    fan = _fan(warehouse, asked, found, NOTHING) if is_open else None
    changed = _fan(warehouse, asked, found, supposed) if fan is not None and supposed != NOTHING else None
    first = max(target.start, selection.as_of - dt.timedelta(days=max(LEAST_DAYS, 2 * found.days_left)))
    since = drawn.flow[drawn.flow["date"] >= pd.Timestamp(first)]
    # A target may have begun later than the last report.
    flow = since if len(since) else drawn.flow.iloc[-1:]
    events = tuple(event for event in drawn.events if event.end_date.date() >= first)
    path = tuple((day, count) for day, count in _path(warehouse, target) if day >= first)
    return Ahead(flow, path, fan, changed, events)


def _fan(warehouse: Warehouse, selection: Selection, found: TargetForecast, supposed: Supposed) -> Fan | None:
    edition, _ = area.whose_targets(selection)
    asked = asked_of(selection.at(edition=edition, unit=found.unit_code), found.target)
    goal = Goal(found.unit_code, found.target.value, found.target.deadline, found.target.issuer)
    made: Fan | None = warehouse.remembered(
        fan_of, (warehouse.database, asked, goal, supposed), (asked, goal, supposed)
    )
    return made


def _path(warehouse: Warehouse, target: Target) -> tuple[tuple[dt.date, float], ...]:
    days = working_days.between(warehouse.database, target.start, target.deadline)
    steps = range(0, (target.deadline - target.start).days, STEP)
    dates = [*(target.start + dt.timedelta(days=step) for step in steps), target.deadline]
    parts = ((day, days.part(target.start, target.deadline, day) or 0.0) for day in dates)
    return tuple((day, target.began + (target.value - target.began) * part) for day, part in parts)
