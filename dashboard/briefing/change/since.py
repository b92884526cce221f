"""Since when: the days from whose end on readers ask what has changed, each found anew for the day looked at."""

import datetime as dt
from dataclasses import dataclass, replace

from dashboard.briefing import area, province
from dashboard.briefing.curves import events
from dashboard.briefing.opened import Warehouse
from dashboard.database import Database
from dashboard.rows import EventByDate, TargetByIssuer, each_row, known_day
from dashboard.selection import Selection, is_day

# In the order in which they are offered; the first that there is stands where a link names none.
KINDS = ("monday", "report", "meeting", "target")
# A link may name any other day, and keeps the one whose figures its reader saw when it was copied.
DAY, SEEN = "day", "seen"
# Meetings longer ago are no longer asked about.
MOST_DAYS = 92


@dataclass(frozen=True)
class Since:
    """A day before the one looked at, at whose end a comparison begins; the meeting, where one is why."""

    kind: str
    day: dt.date
    meeting: EventByDate | None = None

    @property
    def word(self) -> str:
        """How a link asks for it: a kind is found anew on another day, a day stays."""
        return self.day.isoformat() if self.kind == DAY else self.kind


def offered(warehouse: Warehouse, selection: Selection, seen: str = "") -> tuple[Since, ...]:
    """Those that there are for the unit and the day; none for a unit that never reported.

    seen: the day that a link's reader saw last, as the link has it.
    """
    found: tuple[Since, ...] = warehouse.remembered(_offered, (warehouse, selection), selection)
    last = _before(seen, selection)
    return (*found, Since(SEEN, last)) if found and last else found


def chosen(warehouse: Warehouse, selection: Selection, asked: str, seen: str = "") -> Since | None:
    """The one that a link asks for, else the first; None for a unit that never reported."""
    every = offered(warehouse, selection, seen)
    day = _before(asked, selection)
    if every and day:
        return Since(DAY, day)
    return next((one for one in every if one.kind == asked), every[0] if every else None)


def _before(given: str, selection: Selection) -> dt.date | None:
    """A link's day, where it is one before that looked at."""
    day = dt.date.fromisoformat(given) if is_day(given) else None
    return day if day is not None and day < selection.as_of else None


def _offered(warehouse: Warehouse, selection: Selection) -> tuple[Since, ...]:
    database, day_before = warehouse.database, selection.as_of - dt.timedelta(days=1)
    # Asked for next where the unit reported on the day.
    province.ask_at_once(database, (selection, replace(selection, as_of=day_before, is_newest=False)))
    newest = _reported_on(database, selection)
    if newest is None:
        return ()
    meeting = _last_meeting(warehouse, selection)
    # The last report but one.
    earlier = replace(selection, as_of=newest - dt.timedelta(days=1), is_newest=False)
    days = {"report": _reported_on(database, earlier), "meeting": meeting and meeting.start_date.date()}
    # An indicator is counted by the month, and no target is set for it.
    if selection.indicator is None:
        days["monday"] = selection.as_of - dt.timedelta(days=selection.as_of.weekday() or 7)
        days["target"] = target_set(database, selection, day_before)
    return tuple(
        Since(kind, day, meeting if kind == "meeting" else None)
        for kind in KINDS
        if (day := days.get(kind)) and day < selection.as_of
    )


def _reported_on(database: Database, selection: Selection) -> dt.date | None:
    row = area.of_unit(database, selection)
    return None if row is None else known_day(row.reported_on)


def _last_meeting(warehouse: Warehouse, selection: Selection) -> EventByDate | None:
    last = selection.as_of - dt.timedelta(days=1)
    found = events.events_between(warehouse, selection, last - dt.timedelta(days=MOST_DAYS), last)
    meetings = [event for event in found if event.event_kind == "meeting" and event.start_date.date() <= last]
    return max(meetings, key=lambda event: event.start_date, default=None)


def target_set(database: Database, selection: Selection, last: dt.date) -> dt.date | None:
    """The first day of the target that counts on a day, else of the first one after it."""
    found = province.targets(database, selection.edition, selection.unit, selection.level)
    days = sorted(
        row.start_date.date()
        for row in each_row(found, TargetByIssuer)
        if (row.issuer, row.stage) == (selection.issuer, selection.stage)
    )
    return max((day for day in days if day <= last), default=days[0] if days else None)
