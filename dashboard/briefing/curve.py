"""How a unit's count rose until the day, and the targets that it rises to."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from dashboard import queries
from dashboard.briefing import area
from dashboard.briefing.opened import Warehouse
from dashboard.rows import TargetByIssuer, each_row
from dashboard.selection import Selection

# More than this many days are drawn by week: the eye sees the same line from a seventh of the points.
DAYS_BY_DAY = 150


@dataclass(frozen=True)
class Curve:
    """Rows of flow_by_period, and those of target_by_issuer that are in force."""

    flow: pd.DataFrame
    targets: pd.DataFrame


def of_unit(warehouse: Warehouse, selection: Selection) -> Curve | None:
    """Nothing where the unit has no figures of the selected stage."""
    known = warehouse.known.days
    if known is None or selection.as_of < known[0]:
        return None
    flow = queries.flow_by_period(
        warehouse.database,
        edition=selection.edition,
        unit=selection.unit,
        days=(known[0], selection.as_of),
        level=selection.level,
        step="week" if (selection.as_of - known[0]) > dt.timedelta(days=DAYS_BY_DAY) else "day",
    )
    if flow[selection.stage].notna().sum() == 0:
        return None
    edition, unit = area.whose_targets(selection)
    targets = queries.target_by_issuer(warehouse.database, edition=edition, unit=unit, level=selection.level)
    return Curve(flow, targets_in_force(targets, selection.as_of, selection.stage))


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
