"""What newspapers and offices have published of a unit."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from dashboard import queries, units
from dashboard.database import Database
from dashboard.rows import PublishedByMetric, each_row
from dashboard.selection import Selection

ACTIVATED = "accounts_activated"


@dataclass(frozen=True)
class Point:
    """How many accounts of the nation were said to be activated on a day; a_day: since the point before, None of the
    first one and of a number that fell."""

    day: dt.date
    accounts: int
    a_day: float | None
    source_url: str


def of_unit(database: Database, selection: Selection) -> pd.DataFrame:
    """Rows of published_by_metric. The nation is one unit through both editions."""
    edition = None if selection.unit == units.NATION else selection.edition
    return queries.published_by_metric(database, unit=selection.unit, edition=edition)


def of_nation(database: Database, selection: Selection) -> pd.DataFrame:
    """Those of the nation that were there by the selected day."""
    rows = queries.published_by_metric(database, unit=units.NATION, edition=None)
    return rows[rows["date"] <= pd.Timestamp(selection.as_of)]


def points(database: Database, selection: Selection) -> tuple[Point, ...]:
    """The nation's activated accounts as they were published by the selected day: too few, and too far apart, to
    forecast from, but what any forecast has to be seen beside. Of several of a day the last one counts."""
    rows = of_nation(database, selection)
    told = rows[(rows["metric"] == ACTIVATED) & rows["value"].notna()].drop_duplicates("date", keep="last")
    found: list[Point] = []
    for row in each_row(told, PublishedByMetric):
        day, accounts, a_day = row.date.date(), int(row.value), None
        if found and accounts >= found[-1].accounts:
            a_day = (accounts - found[-1].accounts) / (day - found[-1].day).days
        found.append(Point(day, accounts, a_day, row.source_url))
    return tuple(found)
