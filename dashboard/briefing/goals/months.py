"""An indicator of a unit by months, with the columns of any curve."""

import datetime as dt

import pandas as pd

from dashboard import queries
from dashboard.briefing import opened
from dashboard.briefing.goals import indicators
from dashboard.database import Database
from dashboard.selection import Selection

NEVER = pd.Series([], dtype="datetime64[ns]")


def of_unit(database: Database, selection: Selection, first: dt.date, *, is_rate: bool) -> pd.DataFrame:
    """From a day on: the rate of each month, each by the denominator of that month, or the count.

    Neither is there for a month of which too few communes have a figure: it would rise with the next that sends one.
    """
    entry = selection.indicator
    assert entry is not None, "only an indicator is counted by the month"
    every = queries.indicator_by_month(
        database, edition=selection.edition, unit=selection.unit, indicator=entry.key, as_of=selection.as_of
    )
    rows = every[every["counted_on"].dt.date >= first].reset_index(drop=True)
    base = "eligible" if entry.key in indicators.of_people(database, selection, selection.unit) else "denominator"
    least = opened.measure(selection).least_coverage
    counted = rows["numerator"].astype("Float64").where(rows["units"] * 100 >= least * rows["communes"])
    divided = rows[base].astype("Float64")
    count = counted / divided.where(divided > 0) if is_rate else counted
    return pd.DataFrame(
        {
            "period_start": rows["month"],
            "date": rows["counted_on"],
            "count": count,
            "is_average": False,
            "reported": count,
            "since": NEVER.reindex(rows.index),
            "hidden": rows["numerator"].isna().map({True: "beside", False: None}).astype("object"),
            "below": pd.array([pd.NA] * len(rows), dtype="Int64"),
            "is_leap": False,
            "is_dotted": True,
        }
    )
