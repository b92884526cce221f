"""What newspapers and offices have published of a unit."""

import pandas as pd

from dashboard import queries, units
from dashboard.database import Database
from dashboard.selection import Selection


def of_unit(database: Database, selection: Selection) -> pd.DataFrame:
    """Rows of published_by_metric. The nation is one unit through both editions."""
    edition = None if selection.unit == units.NATION else selection.edition
    return queries.published_by_metric(database, unit=selection.unit, edition=edition)


def of_nation(database: Database, selection: Selection) -> pd.DataFrame:
    """Those of the nation that were there by the selected day."""
    rows = queries.published_by_metric(database, unit=units.NATION, edition=None)
    return rows[rows["date"] <= pd.Timestamp(selection.as_of)]
