"""How a unit's count rose until the day, and the targets that it rises to."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from dashboard.briefing import area, province
from dashboard.briefing.curves import averaged, flows, leaps
from dashboard.briefing.curves.events import events_between
from dashboard.briefing.curves.leaps import Leap
from dashboard.briefing.opened import Warehouse
from dashboard.briefing.summary import headline
from dashboard.rows import EventByDate, TargetByIssuer, each_row
from dashboard.selection import Selection

# More than this many days are drawn by week: the eye sees the same line from a seventh of the points.
DAYS_BY_DAY = 150
PERIOD = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Curve:
    """The rows of flow_by_period that hold a report, and those of target_by_issuer that are in force.

    is_sparse: whether reports are so far apart that each of them is to be seen. leaps: where figures of other units
    were added (is_leap in the rows). events: what happened beside the work, up to the last deadline.
    """

    flow: pd.DataFrame
    targets: pd.DataFrame
    is_sparse: bool
    leaps: tuple[Leap, ...]
    events: tuple[EventByDate, ...]


def step_of(first: dt.date, selection: Selection) -> str:
    """By which periods the curve is drawn from its first day on."""
    return "week" if (selection.as_of - first) > dt.timedelta(days=DAYS_BY_DAY) else "day"


def of_unit(warehouse: Warehouse, selection: Selection) -> Curve | None:
    """Nothing where the unit has no figures of the selected stage."""
    known = warehouse.known.days
    if known is None or selection.as_of < known[0]:
        return None
    step = step_of(known[0], selection)
    flow = flows.by_period(warehouse.database, selection, known[0], step)
    if flow[selection.stage].notna().sum() == 0:
        return None
    edition, unit = area.whose_targets(selection)
    targets = province.targets(warehouse.database, edition, unit, selection.level)
    points = averaged.reported(flow, selection.stage)
    is_sparse = bool(points["date"].diff().dt.days.median() > PERIOD[step])
    points = points.assign(is_leap=leaps.marks(points, selection.stage))
    in_force = targets_in_force(targets, selection.as_of, selection.stage)
    # The count of a few parts has no path to the target of all.
    row = area.of_unit(warehouse.database, selection)
    shown = in_force if row is None or headline.coverage(row).is_enough else in_force.iloc[:0]
    until = max([selection.as_of, *shown["deadline"].dt.date])
    return Curve(
        points,
        shown,
        is_sparse,
        leaps.of_unit(warehouse.database, selection, points),
        events_between(warehouse, selection, known[0], until),
    )


def targets_in_force(targets: pd.DataFrame, as_of: dt.date, stage: str) -> pd.DataFrame:
    """For each issuer the target in force on the day: the nearest deadline not past, else the last one."""
    day = pd.Timestamp(as_of)
    begun: dict[str, list[tuple[pd.Timestamp, int]]] = {}
    for place, row in enumerate(each_row(targets, TargetByIssuer)):
        if row.stage in (stage, "activated") and row.start_date <= day:
            begun.setdefault(row.issuer, []).append((row.deadline, place))
    in_force = []
    for _, dated in sorted(begun.items()):
        still_open = [each for each in dated if each[0] >= day]
        in_force.append(min(still_open) if still_open else max(dated))
    return targets.iloc[[place for _, place in in_force]]
