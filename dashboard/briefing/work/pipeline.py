"""Where dossiers of an area are stuck: what waits before each stage, in the area and in each of its parts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import queries, units
from dashboard.briefing import opened
from dashboard.database import Database
from dashboard.rows import PipelineByArea, each_row
from dashboard.selection import Selection

APPROVAL, ACTIVATION = "approval", "activation"


@dataclass(frozen=True)
class Pipeline:
    """The selected unit and the units that it divides into; for a commune, those beside it."""

    whole: PipelineByArea | None
    parts: tuple[PipelineByArea, ...]
    parent: str
    grain: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of any two stages, in the unit or in any part."""
        every = (*self.parts, *((self.whole,) if self.whole else ()))
        return all(pd.isna(row.unapproved) and pd.isna(row.unactivated) and not is_few(row) for row in every)


def of_unit(database: Database, selection: Selection, grain: str | None = None) -> Pipeline:
    parent = units.holder(selection.edition, selection.unit).unit_code
    grain = grain or units.grain_below(selection.edition, parent)
    own = units.find(selection.edition, selection.unit).grain
    of_own = _rows(database, selection, selection.unit, own)
    whole = next((row for row in of_own if row.unit_code == selection.unit), None)
    return Pipeline(whole, _rows(database, selection, parent, grain), parent, grain)


def _rows(database: Database, selection: Selection, parent: str, grain: str) -> tuple[PipelineByArea, ...]:
    table = queries.pipeline_by_area(
        database,
        edition=selection.edition,
        as_of=selection.as_of,
        parent=parent,
        grain=grain,
        level=selection.level,
        least_coverage=opened.measure(selection).least_coverage,
    )
    every = (_comparable(row) for row in each_row(table, PipelineByArea))
    return tuple(row for row in every if row.state != "not_existing")


def _comparable(row: PipelineByArea) -> PipelineByArea:
    """The same with NaN for pandas' own NA, which cannot be compared with a number."""
    cells: list[Any] = [float("nan") if cell is pd.NA else cell for cell in tuple[Any, ...](row)]
    return PipelineByArea(*cells)


def is_few(row: PipelineByArea) -> bool:
    """Whether so few wait somewhere that their number is hidden."""
    return bool(row.is_unapproved_few or row.is_unactivated_few)


def stuck_at(row: PipelineByArea) -> str | None:
    """Before which stage most wait; None where nobody is known to wait."""
    waiting = {APPROVAL: known(row.unapproved), ACTIVATION: known(row.unactivated)}
    most = max(waiting, key=lambda stage: waiting[stage] or 0)
    return most if (waiting[most] or 0) > 0 else None


def known(number: float) -> int | None:
    return None if pd.isna(number) else int(number)


def growth(row: PipelineByArea) -> int | None:
    """How many more wait for activation at the end of the change between its own reports than at its beginning."""
    if pd.isna(row.unactivated_before) or pd.isna(row.unactivated_since):
        return None
    return int(row.unactivated_since) - int(row.unactivated_before)


def contradicting(rows: Iterable[PipelineByArea]) -> tuple[PipelineByArea, ...]:
    """Units whose reports count more at a later stage than at the one before."""
    return tuple(row for row in rows if row.unapproved < 0 or row.unactivated < 0)


# How a reader may order the parts: by a number, the highest first; who has none comes last.
ORDERS: dict[str, Callable[[PipelineByArea], float | None]] = {
    "unactivated": lambda row: known(row.unactivated),
    "rate": lambda row: None if pd.isna(row.unactivated_rate) else float(row.unactivated_rate),
    "growth": growth,
    "unapproved": lambda row: known(row.unapproved),
    "overdue": lambda row: known(row.overdue),
}


def in_order(rows: Iterable[PipelineByArea], order: str) -> list[PipelineByArea]:
    """The rows in one of ORDERS; equal ones, and those without the number, as they came."""
    measured = [(row, ORDERS[order](row)) for row in rows]
    having = sorted(((row, value) for row, value in measured if value is not None), key=lambda each: -each[1])
    return [row for row, _ in having] + [row for row, value in measured if value is None]


def growing(rows: Iterable[PipelineByArea]) -> list[PipelineByArea]:
    """Those before whose activation more wait than before, the most first."""
    return [row for row in in_order(rows, "growth") if (growth(row) or 0) > 0]


def highest_rate(rows: Iterable[PipelineByArea]) -> PipelineByArea | None:
    """Who has most waiting for activation per head, among at least two that have a number."""
    rated = [row for row in in_order(rows, "rate") if not pd.isna(row.unactivated_rate)]
    return rated[0] if len(rated) > 1 and rated[0].unactivated_rate > 0 else None
