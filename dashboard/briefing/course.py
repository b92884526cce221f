"""How a unit's count rose until the day, and the targets that it rises to."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from dashboard import figures, queries
from dashboard.briefing import area, opened
from dashboard.briefing.opened import Warehouse
from dashboard.selection import Selection

# More than this many days are drawn by week: the eye sees the same line from a seventh of the points.
DAYS_BY_DAY = 150


@dataclass(frozen=True)
class Course:
    """Rows of flow_by_period, and those of target_by_issuer that are to be shown."""

    flow: pd.DataFrame
    targets: pd.DataFrame


def of_unit(found: Warehouse, selection: Selection) -> Course | None:
    """Nothing where the unit has no figures of the selected stage."""
    known, small = found.known.days, opened.measure(selection).small_count
    if known is None or selection.as_of < known[0]:
        return None
    step = "week" if (selection.as_of - known[0]) > dt.timedelta(days=DAYS_BY_DAY) else "day"
    flow = queries.flow_by_period(
        found.database,
        edition=selection.edition,
        unit=selection.unit,
        days=(known[0], selection.as_of),
        level=selection.level,
        step=step,
        small_count=small,
    )
    if flow[selection.stage].notna().sum() == 0:
        return None
    edition, unit = area.whose_targets(selection)
    targets = queries.target_by_issuer(
        found.database, edition=edition, unit=unit, level=selection.level, small_count=small
    )
    return Course(flow, figures.targets_in_view(targets, selection.as_of, selection.stage))
