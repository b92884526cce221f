"""Who needs to speed up, and by how many people a day."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard import formats
from dashboard.rows import ProgressByArea


@dataclass(frozen=True)
class Behind:
    """A unit below its base, and how many it lacks to that."""

    row: ProgressByArea
    missing: int

    @property
    def is_dated(self) -> bool:
        """Whether its deadline is still to come."""
        return not pd.isna(self.row.required_per_day)

    @property
    def is_short(self) -> bool:
        """Whether its pace is not known to be enough for what it needs."""
        short_by = gap(self.row)
        if short_by is not None:
            return short_by > 0
        return not self.is_dated or formats.round_half_up(self.row.required_per_day, 0) > 0


def gap(row: ProgressByArea) -> int | None:
    """How many a day its pace is short of what it needs, the difference of both as printed; None where not known."""
    if pd.isna(row.required_per_day) or pd.isna(row.pace_7):
        return None
    return int(formats.round_half_up(row.required_per_day, 0) - formats.round_half_up(row.pace_7, 0))


def furthest(rows: Iterable[ProgressByArea]) -> tuple[Behind, ...] | None:
    """Units below their base whose pace is not known to be enough. None without any share.

    Who needs most a day stands first, else who lacks most. A silent unit stands where its last known count puts it: it
    has no pace, but nobody gets out of the list by not reporting.
    """
    measured = [row for row in rows if not pd.isna(row.share)]
    if not measured:
        return None
    below = (Behind(row, int(row.denominator - row.numerator)) for row in measured if row.share < 1)
    short = [unit for unit in below if unit.is_short]
    by_day = any(unit.is_dated for unit in short)

    def need(unit: Behind) -> tuple[bool, float, float]:
        needed = unit.row.required_per_day if by_day else unit.missing
        return bool(pd.isna(needed)), -needed, unit.row.share

    return tuple(sorted(short, key=need))
