"""Units with an indicator in the place of accounts, as rows of progress_by_area: what ranks and maps reads these."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from dashboard import sql
from dashboard.briefing.goals import indicators
from dashboard.briefing.goals.indicators import LATE_AFTER_DAYS, Figure
from dashboard.database import Database
from dashboard.rows import ProgressByArea, each_row
from dashboard.selection import Selection

# A unit has its place, its name and its communes of any figure.
KEPT = ("asked", "unit_code", "unit_name", "parent_name", "communes")
# Where nothing is known of an indicator, why is the same as of accounts.
ALWAYS = ("not_existing", "not_divisible")
# As the database gives them: a whole number that may be unknown has no integer type.
TYPES = {
    "BIGINT": "float64", "INTEGER": "float64", "DOUBLE": "float64", "BOOLEAN": "object", "DATE": "datetime64[us]",
    "TIMESTAMP": "datetime64[us]", "VARCHAR": "object",
}  # fmt: skip
RANKS = {"rank": "share", "rank_since": "share_since", "rank_before": "share_before"}
# As printed, in whole parts of a thousand, halves up; as the ranks of accounts.
LEAST = 1e-10


def rows(accounts: pd.DataFrame, figures: Iterable[Figure], selection: Selection, least_coverage: int) -> pd.DataFrame:
    """accounts: the rows of the same units by accounts. The best first; those without a rate come last."""
    entry = selection.indicator
    is_low = entry is not None and entry.direction == "down"
    by_code = {one.unit_code: one for one in figures if entry is not None and one.indicator == entry.key}
    lines = [
        _row(row, by_code.get(row.unit_code), selection, least_coverage) for row in each_row(accounts, ProgressByArea)
    ]
    lines.sort(key=lambda line: (math.isnan(line["share"]), (1 if is_low else -1) * line["share"], line["unit_code"]))
    columns = sql.load("report", "progress_by_area").columns
    found = pd.DataFrame(lines, columns=[column.name for column in columns])
    found = found.astype({column.name: TYPES[column.type] for column in columns})
    for rank, share in RANKS.items():
        thousandths = pd.Series(np.floor(found[share].to_numpy(float) * 1000 + 0.5 + LEAST))
        found[rank] = thousandths.rank(method="min", ascending=is_low).astype("Int64")
    return found


def _row(row: ProgressByArea, one: Figure | None, selection: Selection, least_coverage: int) -> dict[str, Any]:
    """What is told of accounts alone, such as a target, a need and a pace, is not known."""
    line: dict[str, Any] = {name: getattr(row, name) for name in KEPT} | dict.fromkeys(RANKS, None)
    line |= {"share": math.nan, "communes_reported": 0, "communes_late": 0, "communes_done": 0}
    line |= {"is_inherited": False, "is_least": False}
    if one is None or row.state in ALWAYS:
        return line | {"state": row.state if row.state in ALWAYS else "not_reported"}
    days, counted_on = (selection.as_of - one.last).days, pd.Timestamp(one.last)
    at_its_end = counted_on + pd.Timedelta(hours=23, minutes=59)
    is_late = (selection.as_of - one.first).days > LATE_AFTER_DAYS
    line |= {
        "state": _state(one, is_late), "reported_at": at_its_end, "reported_on": counted_on, "days_late": days,
        "is_silent": is_late, "denominator": one.denominator, "communes": one.communes, "communes_reported": one.units,
        "communes_late": one.units if is_late else 0, "units_reported": one.units,
    }  # fmt: skip
    if one.numerator is None:
        return line
    is_covered = one.units * 100 >= least_coverage * one.communes
    line |= {
        "counted": one.numerator, "numerator": one.numerator, "coverage": one.units / max(one.communes, 1),
        "is_covered": is_covered, "is_least": one.is_partial, "reallocated": one.shared_out,
    }  # fmt: skip
    if one.share is None or not is_covered:
        return line
    return line | {"share": one.share} | _change(one, is_late)


def _state(one: Figure, is_late: bool) -> str:
    if one.numerator is None:
        return "suppressed"
    if is_late:
        return "late"
    return "zero" if one.numerator == 0 and not one.is_partial and one.units >= one.communes else "value"


def _change(one: Figure, is_late: bool) -> dict[str, Any]:
    """Between the unit's own two months; none of one that is late."""
    if is_late or one.share_before is None or one.before is None:
        return {}
    return {
        "share_since": one.share, "share_before": one.share_before, "counted_since": one.numerator,
        "counted_before": one.numerator_before, "changed_from": pd.Timestamp(one.before),
        "changed_until": pd.Timestamp(one.last), "units_compared": one.units,
    }  # fmt: skip


def of_area(
    accounts: pd.DataFrame, database: Database, selection: Selection, area: tuple[str, str], least_coverage: int
) -> pd.DataFrame:
    """area: the parent and the grain of the units."""
    return rows(accounts, indicators.of_grain(database, selection, *area), selection, least_coverage)
