"""What a unit counted by day, week or month up to the day looked at; what a page is known to ask is asked at once."""

import datetime as dt
from collections.abc import Hashable, Sequence

import pandas as pd

from dashboard import queries, sql
from dashboard.briefing.province import apart
from dashboard.database import Database, typed
from dashboard.selection import Selection

# The first day, and the kind of the periods from it on.
Periods = tuple[dt.date, str]


def by_period(database: Database, selection: Selection, first: dt.date, step: str) -> pd.DataFrame:
    """The rows of `flow_by_period`."""
    return database.table(_key(selection, first, step), lambda: _asked(database, selection, [(first, step)]))


def ask_at_once(database: Database, selection: Selection, every: Sequence[Periods]) -> None:
    """Asks together what is not known yet, so that `by_period` need not ask one by one."""
    left = sorted({periods for periods in every if not database.holds(_key(selection, *periods))})
    if not left:
        return
    found = _asked(database, selection, left)
    for periods, own in zip(left, apart(found, len(left)), strict=True):
        database.keep(_key(selection, *periods), typed(own, sql.load("report", "flow_by_period")))


def _asked(database: Database, selection: Selection, every: Sequence[Periods]) -> pd.DataFrame:
    (first, step), *later = every
    return queries.flow_by_period(
        database,
        edition=selection.edition,
        unit=selection.unit,
        days=(first, selection.as_of),
        level=selection.level,
        step=step,
        later=later,
    )


def _key(selection: Selection, first: dt.date, step: str) -> Hashable:
    return "flow", selection.edition, selection.unit, selection.as_of, selection.level, first, step
