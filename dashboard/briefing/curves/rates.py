"""What a unit had reached of a base by each period."""

import pandas as pd

from dashboard.briefing import area
from dashboard.briefing.curves import averaged
from dashboard.database import Database
from dashboard.selection import STAGES, Selection


def by_period(database: Database, selection: Selection, flow: pd.DataFrame) -> pd.DataFrame:
    """Periods with a report and what was reached by them, of the base of the day looked at or of a count that is one.

    flow: rows of flow_by_period. count is None where a part of the unit has no base, or where its rate is not to be
    shown; hidden says why its count is.
    """
    rows = averaged.reported(flow, selection.stage)
    return of_rows(rows, selection.stage, denominator(database, selection, rows))


def of_rows(rows: pd.DataFrame, stage: str, base: pd.Series) -> pd.DataFrame:
    """The rates of rows of flow_by_period by their bases."""
    share = rows[stage].astype("Float64") / base.where(base > 0)
    return rows[["period_start", "date"]].assign(
        count=share,
        is_average=False,
        reported=share,
        since=pd.Series([], dtype="datetime64[ns]"),
        hidden=rows[f"{stage}_why"].where(base.notna()),
        below=pd.array([pd.NA] * len(rows), dtype="Int64"),
        is_leap=False,
    )


def denominator(database: Database, selection: Selection, rows: pd.DataFrame) -> pd.Series:
    """By row what its count is divided by; NA where a part of the unit has none."""
    if selection.base in STAGES:
        return rows[selection.base].astype("Float64")
    return pd.Series(whole_base(database, selection), rows.index, "Float64")


def whole_base(database: Database, selection: Selection) -> float | None:
    """The base of all that is counted of the unit on the day looked at; None where a part of it has none."""
    row = area.of_unit(database, selection)
    is_whole = row is not None and not pd.isna(row.share) and row.numerator == row.counted
    return float(row.denominator) if row is not None and is_whole else None
