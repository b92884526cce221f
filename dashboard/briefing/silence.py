"""Which units have no pace and no change, as readers of a list must be told: the silent, and those with few reports."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.rows import ProgressByArea


@dataclass(frozen=True)
class Unmeasured:
    """Units with figures: those whose newest report is older than the last one due, and those with too few reports."""

    silent: tuple[ProgressByArea, ...]
    few: tuple[ProgressByArea, ...]


def is_silent(row: ProgressByArea) -> bool:
    """Whether its newest report is older than the last one that was due on the day looked at."""
    return not pd.isna(row.is_silent) and bool(row.is_silent)


def unreported(rows: Iterable[ProgressByArea]) -> tuple[ProgressByArea, ...]:
    """Those that never reported, then the silent ones, the longest first."""
    listed = tuple(rows)
    never = tuple(row for row in listed if row.state == "not_reported")
    silent = (row for row in listed if is_silent(row) and not pd.isna(row.reported_at))
    return never + tuple(sorted(silent, key=lambda row: row.reported_at))


def of(rows: Iterable[ProgressByArea]) -> Unmeasured:
    """Of units that have a share."""
    measured = [row for row in rows if not pd.isna(row.share)]
    return Unmeasured(
        tuple(sorted((row for row in measured if is_silent(row)), key=lambda row: row.reported_at)),
        tuple(row for row in measured if not is_silent(row) and pd.isna(row.share_before) and pd.isna(row.pace_7)),
    )
