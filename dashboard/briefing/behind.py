"""Who is furthest behind, and how many people a day each needs."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.rows import ProgressByArea


@dataclass(frozen=True)
class Behind:
    """A unit below its base, and how many it lacks."""

    row: ProgressByArea
    missing: int

    @property
    def is_dated(self) -> bool:
        """Whether its deadline is still to come."""
        return not pd.isna(self.row.required_per_day)

    @property
    def is_short(self) -> bool:
        """Whether its pace is not known to be enough."""
        return not (self.is_dated and self.row.pace_7 >= self.row.required_per_day)


def furthest(rows: Iterable[ProgressByArea]) -> tuple[Behind, ...] | None:
    """Units below their base: who needs most a day first, else who lacks most. None where no share is known."""
    measured = [row for row in rows if not pd.isna(row.share)]
    if not measured:
        return None
    short = [Behind(row, int(row.denominator - row.numerator)) for row in measured if row.share < 1]
    by_day = any(unit.is_dated for unit in short)

    def need(unit: Behind) -> tuple[bool, float, float]:
        needed = unit.row.required_per_day if by_day else unit.missing
        return bool(pd.isna(needed)), -needed, unit.row.share

    return tuple(sorted(short, key=need))
