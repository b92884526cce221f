"""What happened beside a unit's work: campaigns, orders, outages and meetings, as an office wrote them down."""

import datetime as dt

from dashboard import queries
from dashboard.briefing.opened import Warehouse
from dashboard.rows import EventByDate, each_row
from dashboard.selection import Selection


def events_between(
    warehouse: Warehouse, selection: Selection, first: dt.date, last: dt.date
) -> tuple[EventByDate, ...]:
    """Of the unit, of those above it and of all units, oldest first."""
    found = queries.event_by_date(
        warehouse.database, edition=selection.edition, unit=selection.unit, days=(first, last)
    )
    return tuple(each_row(found, EventByDate))
