"""What units counted in each of the last weeks, and how sure their places in a ranking are in the light of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard import queries, settings, units
from dashboard.database import Database
from dashboard.rows import CountByWeek, ProgressByArea, each_row
from dashboard.selection import Selection
from dashboard.statistics.rank_range import rank_range

Floats = npt.NDArray[np.float64]

WEEKS = 12
# Of a unit with fewer known weeks nobody can say how restless it is.
FEWEST = 4
# Of the rate as it is printed: whoever prints alike shares a place.
DECIMALS = 1
SEED = 1
UNKNOWN = np.full(WEEKS, np.nan)


def gains(database: Database, selection: Selection, grain: str) -> dict[str, Floats]:
    """By unit what it counted in each of the last weeks, the oldest first; NaN where that is not known."""
    table = queries.count_by_week(
        database,
        edition=selection.edition,
        parent=units.holder(selection.edition, selection.unit).unit_code,
        grain=grain,
        days=(selection.as_of - dt.timedelta(weeks=WEEKS), selection.as_of),
        level=selection.level,
        stage=selection.stage,
    )
    least = settings.load().small_count
    found: dict[str, Floats] = {}
    for code, rows in groupby(each_row(table, CountByWeek), key=lambda row: row.unit_code):
        found[code] = weekly(list(rows), least)
    return found


def weekly(rows: Sequence[CountByWeek], least: int) -> Floats:
    """What one unit counted a week. least: what is fewer, and not 0, is not told.

    Between two reports the weeks share what came alike: a weekly report does not say more. After the last report
    nothing is known, nor where a unit within was added or left, or where a correction took something away.
    """
    found = np.full(WEEKS, np.nan)
    ends = [(WEEKS - row.weeks_ago, row) for row in rows if not pd.isna(row.counted)]
    before: tuple[int, CountByWeek] | None = None
    for place, row in sorted(ends, key=lambda end: end[0]):
        if before is not None and row.reported_on == before[1].reported_on:
            continue
        if before is not None and row.units_reported == before[1].units_reported:
            gain = row.counted - before[1].counted
            if gain == 0 or gain >= least:
                found[before[0] : place] = gain / (place - before[0])
        before = place, row
    return found


def rank_ranges(ranked: Sequence[ProgressByArea], gained: Mapping[str, Floats]) -> dict[str, tuple[int, int]]:
    """By unit the best and the worst place that weeks like the past ones could have given it; none for one of which
    too few weeks are known."""
    weeks = np.array([gained.get(row.unit_code, UNKNOWN) for row in ranked]).reshape(len(ranked), WEEKS)
    count = np.array([row.numerator for row in ranked], dtype=np.float64)
    base = np.array([row.denominator for row in ranked], dtype=np.float64)
    low, high = rank_range(count, weeks, base, DECIMALS, SEED)
    enough = np.isfinite(weeks).sum(axis=1) >= FEWEST
    return {
        row.unit_code: (min(int(low[place]), int(row.rank)), max(int(high[place]), int(row.rank)))
        for place, row in enumerate(ranked)
        if enough[place]
    }


def common_top(ranked: Sequence[ProgressByArea], gained: Mapping[str, Floats]) -> float:
    """The gain of a week, as a part of the base, at which all small pictures end: all but the highest fiftieth fit."""
    parts = [gained[row.unit_code] / row.denominator for row in ranked if row.unit_code in gained]
    known = np.concatenate([part[np.isfinite(part)] for part in parts]) if parts else np.zeros(0)
    return float(np.quantile(known, 0.98)) if len(known) else 0.0
