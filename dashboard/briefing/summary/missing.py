"""Who has not reported, whose figures are old, and how the reports that were due came in."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from dashboard import clock, queries, units
from dashboard.briefing.area import Within
from dashboard.database import Database
from dashboard.rows import CompletenessByWeek, LatenessByDue, ProgressByArea, each_row
from dashboard.selection import Selection


@dataclass(frozen=True)
class LatePart:
    """An area some of whose communes have not reported, or late."""

    unit_name: str
    silent: int
    late: int
    communes: int


@dataclass(frozen=True)
class Missing:
    """How many communes of how many are silent or late, and who: communes by name, or the areas that they lie in."""

    not_reported: int
    late: int
    every: int
    silent_units: tuple[str, ...] = ()
    late_units: tuple[ProgressByArea, ...] = ()
    areas: tuple[LatePart, ...] = ()

    @property
    def is_nobody(self) -> bool:
        """Whether all have reported in time."""
        return not (self.silent_units or self.late_units or self.areas)


def of(inside: Within) -> Missing:
    """Of communes themselves; of larger units their communes are counted."""
    return _of_communes(inside.units) if inside.grain == "commune" else _of_areas(inside.units)


def _of_communes(rows: tuple[ProgressByArea, ...]) -> Missing:
    silent = tuple(row.unit_name for row in rows if row.state == "not_reported")
    late = sorted((row for row in rows if row.state == "late"), key=lambda row: -row.days_late)
    return Missing(len(silent), len(late), len(rows), silent, tuple(late))


def _of_areas(rows: tuple[ProgressByArea, ...]) -> Missing:
    parts = [
        LatePart(row.unit_name, int(row.communes - row.communes_reported), int(row.communes_late), int(row.communes))
        for row in rows
    ]
    listed = sorted((part for part in parts if part.silent or part.late), key=lambda part: (-part.silent, -part.late))
    return Missing(
        sum(part.silent for part in parts),
        sum(part.late for part in parts),
        sum(part.communes for part in parts),
        areas=tuple(listed),
    )


def left_out(rows: tuple[ProgressByArea, ...]) -> tuple[str, ...]:
    """Names of the communes that have no figures of their own."""
    return tuple(row.unit_name for row in rows if row.state == "not_reported")


def weeks(database: Database, selection: Selection, last: int) -> tuple[CompletenessByWeek, ...] | None:
    """On how many days of each of the last weeks each commune of the selected area reported; None for the nation."""
    holder = units.holder(selection.edition, selection.unit, selection.as_of)
    if holder.grain == "nation":
        return None
    table = queries.completeness_by_week(
        database, edition=selection.edition, parent=holder.unit_code, as_of=selection.as_of, weeks=last
    )
    return tuple(each_row(table, CompletenessByWeek))


@dataclass(frozen=True)
class Due:
    """Due reports with when they came in: rows by unit and due time, how many are in which state, and as of when."""

    rows: tuple[LatenessByDue, ...]
    counts: Counter[str]
    now: dt.datetime

    @property
    def times(self) -> list[pd.Timestamp]:
        """The times at which reports were due."""
        return sorted({row.due for row in self.rows})


def due(database: Database, selection: Selection, dues: int) -> Due | None:
    """The last reports that were due in the selected area; None for the nation, and where no schedule asks for any.

    Up to now where the link names no day; else up to the day looked at, of which what is due that day is still to come.
    """
    holder = units.holder(selection.edition, selection.unit, selection.as_of)
    if holder.grain == "nation":
        return None
    now = dt.datetime.combine(selection.as_of, dt.time.min)
    if selection.is_newest:
        now = max(now, clock.now())
    table = queries.lateness_by_due(
        database, edition=selection.edition, parent=holder.unit_code, as_of=now.date(), now=now, dues=dues
    )
    rows = tuple(each_row(table, LatenessByDue))
    return Due(rows, Counter(row.state for row in rows), now) if rows else None
