"""Where a count leaps because figures of other units were added to it, and whose."""

import datetime as dt
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.briefing import area
from dashboard.briefing.summary import headline
from dashboard.briefing.summary.headline import Coverage
from dashboard.database import Database
from dashboard.selection import Selection
from dashboard.units import REFORM_DAY

# A count that grows by more than this part of itself without having been counted up has been added to.
LEAST = 0.05
# Of so many leaps, the newest, it is told what was added.
MOST = 3


@dataclass(frozen=True)
class Leap:
    """The day from which figures of other communes are in a count: their names, or how far these covered it before.

    before: of a leap at the reform, which put areas together.
    """

    day: dt.date
    names: tuple[str, ...]
    before: Coverage | None


def marks(rows: pd.DataFrame, column: str) -> list[bool]:
    """Whether each row of flow_by_period leaps from the count before it."""
    found: list[bool] = []
    count_before, day_before, units_before = 0, pd.Timestamp.min, 0
    numbers = zip(
        *(rows[name].tolist() for name in ("date", column, f"{column}_new", f"{column}_new_why", "units_reported")),
        strict=True,
    )
    for day, count, flow, why, units in numbers:
        is_leap = False
        if count_before and not pd.isna(count) and pd.isna(why):
            added = count - count_before - (0 if pd.isna(flow) else flow)
            is_reform = day_before < pd.Timestamp(REFORM_DAY) <= day
            is_leap = added > LEAST * count_before and (units > units_before or is_reform)
        found.append(is_leap)
        if not pd.isna(count):
            count_before, day_before, units_before = count, day, units
    return found


def of_unit(database: Database, selection: Selection, rows: pd.DataFrame) -> tuple[Leap, ...]:
    """The newest leaps of rows that are marked (is_leap), each with what was added."""
    days = [day.date() for day in rows["date"]]
    places = [place for place, is_leap in enumerate(rows["is_leap"].tolist()) if is_leap and place]
    return tuple(_leap(database, selection, days[place - 1], days[place]) for place in places[-MOST:])


def _leap(database: Database, selection: Selection, before: dt.date, day: dt.date) -> Leap:
    eve = replace(selection, as_of=before)
    if before < REFORM_DAY <= day:
        row = area.of_unit(database, eve)
        coverage = None if row is None else headline.coverage(row)
        if coverage is not None and coverage.is_partial:
            return Leap(REFORM_DAY, (), coverage)
    had = {row.unit_code for row in area.communes(database, eve).units if row.state != "not_reported"}
    rows = area.communes(database, replace(selection, as_of=day)).units
    names = [row.unit_name for row in rows if row.state != "not_reported" and row.unit_code not in had]
    return Leap(day, tuple(names), None)
