"""What the figures know of the units within a parent, as the arrays of a forecast."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard import queries
from dashboard.database import Database
from dashboard.forecasts.curves import BEYOND
from dashboard.forecasts.history import Floats, History, Ints, Revisions
from dashboard.forecasts.standing import LOOK_BACK
from dashboard.rows import ChangeByReport, ContributorByArea, each_row
from dashboard.statistics.day_weights import day_weights

# Days that a forecast or its fit looks back at all: a year of Mondays, each with what lay before it.
REMEMBERED = 366 + LOOK_BACK
TET = "Lunar"


@dataclass(frozen=True)
class Measured:
    """What is forecast: counts of one level and stage, of the units within a parent, on one day."""

    edition: str
    parent: str
    as_of: dt.date
    level: str
    stage: str


@dataclass(frozen=True)
class Known:
    """The history of the units that report themselves; rows by code; areas: which rows each area is made of."""

    history: History
    rows: dict[str, int]
    areas: dict[str, list[int]]


def known_of(database: Database, asked: Measured, targets: pd.DataFrame) -> Known:
    """The history up to the day asked for. targets: those of all units, as `target_by_unit` gives them."""
    within: dict[str, Any] = {
        "edition": asked.edition,
        "parent": asked.parent,
        "as_of": asked.as_of,
        "level": asked.level,
    }
    pairs = queries.contributor_by_area(database, **within)
    units = pairs.drop_duplicates("unit_code").sort_values("unit_code")
    rows = {code: row for row, code in enumerate(units["unit_code"])}
    reports = queries.report_by_unit(database, **within, stage=asked.stage)
    changes = queries.change_by_report(database, **within, stage=asked.stage)
    first = asked.as_of - dt.timedelta(days=REMEMBERED)
    counts = _laid_out(reports[reports["unit_code"].isin(rows)], rows, first)
    revisions = _revised(counts, changes[changes["unit_code"].isin(rows)], rows, first)
    own = targets[(targets["level"] == asked.level) & (targets["stage"] == asked.stage)]
    by_unit = own.groupby("unit_code").agg(goal=("value", "max"), deadline=("deadline", "max"))
    found = by_unit.reindex(units["unit_code"])
    deadline = _indices(found["deadline"], first)
    furthest = _indices(own["deadline"], first).max(initial=REMEMBERED)
    until = first + dt.timedelta(days=int(furthest) + BEYOND + 2)
    return Known(
        History(
            first=first,
            counts=counts,
            revisions=revisions,
            eligible=units["eligible"].to_numpy(dtype=float, na_value=np.nan),
            group=pd.factorize(units["province_code"])[0].astype(np.int64),
            deadline=deadline,
            goal=found["goal"].to_numpy(dtype=float, na_value=np.nan),
            weights=weights_of(database, first, until),
        ),
        rows,
        _areas(pairs, rows),
    )


def _areas(pairs: pd.DataFrame, rows: dict[str, int]) -> dict[str, list[int]]:
    found = defaultdict[str, list[int]](list)
    for pair in each_row(pairs, ContributorByArea):
        found[pair.area_code].append(rows[pair.unit_code])
    return found


def weights_of(database: Database, first: dt.date, until: dt.date) -> Floats:
    """How busy the days from the first to the last usually are."""
    days = pd.date_range(first, until, freq="D")
    named = queries.holiday_by_date(database, days=(first, until))
    worked = named["is_worked"].to_numpy(dtype=bool)
    is_tet = named["name_en"].str.contains(TET).to_numpy(dtype=bool)
    among = [days.isin(named["date"][kind]) for kind in (~worked, is_tet, worked)]
    return day_weights(days.day_of_week.to_numpy().astype(np.int64), *among)


def _laid_out(reports: pd.DataFrame, rows: dict[str, int], first: dt.date) -> Floats:
    counts = np.full((len(rows), REMEMBERED + 1), np.nan)
    day = _indices(reports["date"], first)
    recent = day >= 0
    row = np.array([rows[code] for code in reports["unit_code"]], dtype=np.int64)
    counts[row[recent], day[recent]] = reports["counted"].to_numpy()[recent]
    return counts


def _revised(counts: Floats, changes: pd.DataFrame, rows: dict[str, int], first: dt.date) -> Revisions:
    """Puts the first accepted values into the counts, and says when corrections changed them.

    A figure of both levels together may be the sum of reports by level: each change moves it by as much. What a
    later report changed without being marked as a correction stays as it was first accepted.
    """
    added: list[tuple[int, int, int, float]] = []
    steps = defaultdict[tuple[int, int], list[ChangeByReport]](list)
    for change in each_row(changes, ChangeByReport):
        steps[rows[change.unit_code], (change.date.date() - first).days].append(change)
    for (row, day), changed in steps.items():
        if day < 0 or np.isnan(counts[row, day]):
            continue
        counts[row, day] -= sum(change.count_after - change.count_before for change in changed)
        known = float(counts[row, day])
        for change in changed:
            if change.is_correction:
                known += change.count_after - change.count_before
                added.append((row, day, max((change.changed_on.date() - first).days, day), known))
    added.sort(key=lambda each: each[2])
    if not added:
        return Revisions()
    units, days, arrivals, counted = (np.array(each) for each in zip(*added, strict=True))
    return Revisions(units, days, arrivals, counted.astype(float))


def _indices(dates: "pd.Series[pd.Timestamp]", first: dt.date) -> Ints:
    """Days since the first one; -1 where there is none."""
    days = (pd.to_datetime(dates) - pd.Timestamp(first)).dt.days
    return days.fillna(-1).to_numpy().astype(np.int64)
