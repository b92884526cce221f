"""Who was reminded when, and how paces moved since, beside units alike that were not reminded."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import numpy as np
import pandas as pd

from dashboard import clock, queries, units
from dashboard.briefing import area
from dashboard.briefing.area import Within
from dashboard.database import Database
from dashboard.rows import CoverageByEdition, PaceByReminder, ProgressByArea, ReminderByUnit, each_row
from dashboard.selection import Selection
from dashboard.statistics.alike import LEAST_OTHERS, change_beside

# What happened longer ago is told, but nothing is measured since.
MEASURED_DAYS = 120
# Who was reminded so shortly before counts as reminded too, and is nobody to compare with.
STILL_REMINDED = dt.timedelta(days=28)


@dataclass(frozen=True)
class Moved:
    """The pace (people a day) on the day of a reminder and now, both between own reports; now wholly after that day.

    others: how many units alike were not reminded; alike: P10, P50 and P90 of their change, as if they were of this
    one's size; None where they are too few.
    """

    since: dt.date
    before: float
    after: float
    others: int
    alike: tuple[float, float, float] | None


@dataclass(frozen=True)
class Reminded:
    """Of one unit: the last day, how many days there were; of whom, where it was a unit of the other edition.

    moved: since the newest reminder after which a pace lies wholly; None where there is none yet.
    """

    last: dt.date
    times: int
    other_name: str = ""
    moved: Moved | None = None


def of_units(database: Database, selection: Selection, inside: Within) -> dict[str, Reminded]:
    """By unit, those of an area that were reminded."""
    until = _until(database, selection.as_of)
    pool = _pool(selection.edition, inside.parent)
    table = queries.reminder_by_unit(database, edition=selection.edition, parent=pool, date_to=until)
    reminders = {code: tuple(some) for code, some in groupby(each_row(table, ReminderByUnit), attrgetter("unit_code"))}
    own = [row for row in inside.units if row.unit_code in reminders]
    if not own:
        return {}
    moved = _moved(database, selection, _Pool(pool, inside, reminders), until)
    return {row.unit_code: _reminded(reminders[row.unit_code], moved.get(row.unit_code)) for row in own}


def _until(database: Database, as_of: dt.date) -> dt.date:
    """Of the newest figures reminders after them are told too; of an earlier day nobody knew of later ones."""
    days = [row.last_day.date() for row in each_row(queries.coverage_by_edition(database), CoverageByEdition)]
    return max(as_of, clock.now().date()) if as_of >= max(days, default=as_of) else as_of


@dataclass(frozen=True)
class _Pool:
    """The area within which units are compared, the units that are asked about, and who was reminded in all of it."""

    parent: str
    inside: Within
    reminders: Mapping[str, Sequence[ReminderByUnit]]


def _pool(edition: str, parent: str) -> str:
    """The province, within which units are led and counted alike."""
    lineage = units.lineage(edition, parent)
    return next((unit.unit_code for unit in lineage if unit.grain == "province"), parent)


def _reminded(some: Sequence[ReminderByUnit], moved: Moved | None) -> Reminded:
    days = sorted({row.reminded_on.date() for row in some})
    others = [row.other_name for row in some if row.reminded_on.date() == days[-1]]
    is_own = any(pd.isna(other) for other in others)
    name = "" if is_own else ", ".join(dict.fromkeys(others))
    return Reminded(days[-1], len(days), name, moved)


def _moved(database: Database, selection: Selection, pool: _Pool, until: dt.date) -> dict[str, Moved]:
    asked = selection.at(unit=pool.parent, base="target")
    rows = area.within(database, asked, pool.inside.grain).units
    paced = {row.unit_code: row for row in rows if not pd.isna(row.pace_7)}
    stood = _stood(database, asked, until)
    since = _measured_since(pool.inside.units, paced, pool.reminders, stood)
    found: dict[str, Moved] = {}
    for day in sorted(set(since.values())):
        of_day = [code for code, other in since.items() if other == day]
        found |= _moved_since(day, of_day, stood[day], paced, pool.reminders)
    return found


def _stood(database: Database, asked: Selection, until: dt.date) -> dict[dt.date, dict[str, PaceByReminder]]:
    """By day of a reminder and unit, where all units stood on it."""
    days = (asked.as_of - dt.timedelta(days=MEASURED_DAYS), until)
    table = queries.pace_by_reminder(
        database, edition=asked.edition, parent=asked.unit, days=days, level=asked.level, stage=asked.stage,
        issuer=asked.issuer,
    )  # fmt: skip
    found: dict[dt.date, dict[str, PaceByReminder]] = {}
    for row in each_row(table, PaceByReminder):
        found.setdefault(row.reminded_on.date(), {})[row.unit_code] = row
    return found


def _measured_since(
    own: Iterable[ProgressByArea],
    paced: Mapping[str, ProgressByArea],
    reminders: Mapping[str, Sequence[ReminderByUnit]],
    stood: Mapping[dt.date, Mapping[str, PaceByReminder]],
) -> dict[str, dt.date]:
    """By unit the newest day on which it was reminded itself, and after which its pace of now lies wholly."""
    found = {}
    for code in (row.unit_code for row in own if row.unit_code in paced):
        days = [row.reminded_on.date() for row in reminders.get(code, ()) if row.is_whole]
        begins = paced[code].paced_from.date()
        measured = [day for day in days if day <= begins and code in stood.get(day, {})]
        if measured:
            found[code] = max(measured)
    return found


def _moved_since(
    day: dt.date,
    of_day: Sequence[str],
    stood: Mapping[str, PaceByReminder],
    paced: Mapping[str, ProgressByArea],
    reminders: Mapping[str, Sequence[ReminderByUnit]],
) -> dict[str, Moved]:
    codes = [code for code in stood if code in paced and paced[code].paced_from.date() >= day]
    before = np.array([stood[code].pace_7 for code in codes])
    after = np.array([paced[code].pace_7 for code in codes])
    counted, size = (
        np.array([float("nan") if pd.isna(value) else float(value) for value in values])
        for values in ([stood[code].counted for code in codes], [stood[code].target for code in codes])
    )
    is_other = np.array([_was_left_alone(reminders.get(code, ()), day) for code in codes], dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        beside = change_beside(after - before, size, counted / size, is_other)
    found = {}
    for code in of_day:
        place, row = codes.index(code), stood[code]
        others = int(beside.others[place])
        low, middle, high = (float(value) for value in beside.change[place])
        alike = (low, middle, high) if others >= LEAST_OTHERS else None
        found[code] = Moved(day, float(row.pace_7), float(paced[code].pace_7), others, alike)
    return found


def _was_left_alone(some: Sequence[ReminderByUnit], day: dt.date) -> bool:
    return all(row.reminded_on.date() <= day - STILL_REMINDED for row in some)
