"""How much of the figures of some units was shared out or inherited from former units, and which are partial."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.briefing import area
from dashboard.database import Database
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection


@dataclass(frozen=True)
class Shared:
    """How many units have a share of former units' counts, and of how many accounts; units not all of whose parts
    have reported; whether a target or base is that of a former unit.
    """

    units: int
    count: int
    partial: tuple[str, ...]
    is_inherited: bool


def of(rows: Iterable[ProgressByArea]) -> Shared:
    """Of some units together."""
    listed = tuple(rows)
    counts = [int(row.reallocated) for row in listed if not pd.isna(row.reallocated)]
    partial = tuple(row.unit_name for row in listed if not pd.isna(row.parts) and row.parts_reported < row.parts)
    return Shared(len(counts), sum(counts), partial, any(row.is_inherited for row in listed))


def of_unit(database: Database, selection: Selection) -> Shared:
    """Of the selected unit itself."""
    row = area.of_unit(database, selection)
    return of([] if row is None else [row])
