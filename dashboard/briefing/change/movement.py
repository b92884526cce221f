"""What changed over one period: who moved most and least, and what was corrected."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from dashboard import formats, queries
from dashboard.briefing.opened import Warehouse
from dashboard.database import Database
from dashboard.rows import ProgressByArea, RestatementByBatch, each_row
from dashboard.selection import Selection

# Of so many changes of earlier figures the newest are looked through.
MOST_CHANGES = 200


# Points that a difference of two printed rates may be off by: a list of most and least needs a wider spread.
ROUNDING = Decimal("0.1")


@dataclass(frozen=True)
class Movement:
    """Units by the points that they gained, as printed, most first."""

    moved: tuple[ProgressByArea, ...]

    @property
    def is_alike(self) -> bool:
        """Whether all moved alike, as far as printed rates can tell."""
        return bool(self.moved) and points(self.moved[0]) - points(self.moved[-1]) <= ROUNDING


def of(rows: Iterable[ProgressByArea]) -> Movement:
    """Of units that have a change of their share."""
    return Movement(tuple(sorted((row for row in rows if not pd.isna(row.share_before)), key=lambda row: -points(row))))


def points(row: ProgressByArea) -> Decimal:
    """The change of its share, the difference of both as printed."""
    return formats.point_difference(row.share_since, row.share_before)


@dataclass(frozen=True)
class Restated:
    """The newest changes of earlier figures, and how many there are in all."""

    rows: tuple[RestatementByBatch, ...]
    every: int


def restated(database: Database, selection: Selection, most: int) -> Restated:
    """What batches, corrections and withdrawals changed in earlier figures of the selected unit and those within it."""
    table = queries.restatement_by_batch(
        database, edition=selection.edition, parent=selection.unit, as_of=selection.as_of, most=most
    )
    rows = tuple(each_row(table, RestatementByBatch))
    return Restated(rows, rows[0].changes if rows else 0)


def corrections(warehouse: Warehouse, selection: Selection, first: dt.date) -> list[RestatementByBatch]:
    """Earlier figures of the selected stage that were changed on that day or later, the newest first."""
    since = pd.Timestamp(first)
    newest = max((edition.last_day for edition in warehouse.known.editions.values()), default=selection.as_of)
    # Of a rehearsal's day nobody knew yet what was corrected later.
    until = pd.Timestamp.max
    if selection.as_of < newest:
        until = pd.Timestamp(selection.as_of) + dt.timedelta(days=1)
    return [
        row
        for row in restated(warehouse.database, selection, MOST_CHANGES).rows
        if since <= row.changed_at < until and (pd.isna(row.stage) or row.stage == selection.stage)
    ]
