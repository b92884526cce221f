"""What happened beside a unit's work: campaigns, orders, outages and meetings, as an office wrote them down."""

import datetime as dt

import pandas as pd

from dashboard import queries
from dashboard.briefing.opened import Warehouse
from dashboard.rows import EventByDate, each_row
from dashboard.selection import Selection


def events_between(
    warehouse: Warehouse, selection: Selection, first: dt.date, last: dt.date
) -> tuple[EventByDate, ...]:
    """Of the unit, of those above it and of all units, oldest first; those of all days are asked for once."""
    database, edition, unit = warehouse.database, selection.edition, selection.unit

    def ask() -> tuple[EventByDate, ...]:
        found = queries.event_by_date(database, edition=edition, unit=unit, days=(dt.date.min, dt.date.max))
        return tuple(each_row(found, EventByDate))

    begin, end = pd.Timestamp(first), pd.Timestamp(last)
    every = database.remembered(("events", edition, unit), ask)
    return tuple(event for event in every if event.start_date <= end and event.end_date >= begin)
