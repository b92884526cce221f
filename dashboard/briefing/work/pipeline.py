"""Where dossiers of an area are stuck: what waits before each stage, in the area and in each of its parts."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard import units
from dashboard.briefing import province
from dashboard.briefing.change import movement
from dashboard.briefing.change.pairs import with_those_above
from dashboard.briefing.change.since import Since
from dashboard.briefing.opened import Warehouse
from dashboard.database import Database
from dashboard.rows import PipelineByArea, each_row
from dashboard.selection import Selection

APPROVAL, ACTIVATION = "approval", "activation"
STAGES = ("collected", "approved", "activated")
# The stages between which accounts wait for activation.
WAITING_STAGES = ("approved", "activated")
# The columns of what waits without a change.
NOTHING: dict[str, Any] = {
    "unactivated_before": float("nan"), "unactivated_since": float("nan"), "changed_from": pd.NaT,
    "changed_until": pd.NaT, "units_compared": float("nan"),
}  # fmt: skip


@dataclass(frozen=True)
class Pipeline:
    """The selected unit and the units that it divides into; for a commune, those beside it.

    since: from when on what waits grew, where that is not the build's fixed span.
    """

    whole: PipelineByArea | None
    parts: tuple[PipelineByArea, ...]
    parent: str
    grain: str
    since: Since | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of any two stages, in the unit or in any part."""
        return all(pd.isna(row.unapproved) and pd.isna(row.unactivated) and not is_few(row) for row in self._every)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The stages that reports of the unit do not count; without a report of it, those that none of its parts' do.

        A stage whose count is hidden is counted. Nothing is lacking where there is no report at all.
        """
        counted = counted_stages(self.whole) if self.whole else frozenset()
        counted = counted or frozenset().union(*(counted_stages(row) for row in self.parts))
        return tuple(stage for stage in STAGES if stage not in counted) if counted else ()

    @property
    def has_figures(self) -> bool:
        """Whether any stage is counted, in the unit or in any part."""
        return any(counted_stages(row) for row in self._every)

    @property
    def _every(self) -> tuple[PipelineByArea, ...]:
        return (*self.parts, *((self.whole,) if self.whole else ()))


def of_unit(database: Database, selection: Selection, grain: str | None = None) -> Pipeline:
    parent = units.holder(selection.edition, selection.unit).unit_code
    grain = grain or units.grain_below(selection.edition, parent)
    own = units.find(selection.edition, selection.unit).grain
    of_own = parts(database, selection, selection.unit, own)
    whole = next((row for row in of_own if row.unit_code == selection.unit), None)
    return Pipeline(whole, parts(database, selection, parent, grain), parent, grain)


def since(warehouse: Warehouse, found: Pipeline, selection: Selection, start: Since) -> Pipeline:
    """The same with what waits compared with the end of that day."""
    then = of_unit(warehouse.database, replace(selection, as_of=start.day, is_newest=False), found.grain)
    before = {row.unit_code: row for row in (*then.parts, *((then.whole,) if then.whole else ()))}
    restated = _restated(warehouse, selection.at(unit=found.parent), start)
    parts = tuple(_since(row, before, restated) for row in found.parts)
    whole = None if found.whole is None else _since(found.whole, before, restated)
    if whole is not None and growth(whole) is None and whole.unit_code == found.parent:
        whole = _of_parts(whole, parts)
    return replace(found, whole=whole, parts=parts, since=start)


def _restated(warehouse: Warehouse, selection: Selection, start: Since) -> set[str]:
    """The units whose counts of either stage were changed by other things than work, with the areas that hold them."""
    first = start.day + dt.timedelta(days=1)
    every = [movement.corrections(warehouse, selection.at(stage=stage), first) for stage in WAITING_STAGES]
    return with_those_above(selection, [row for rows in every for row in rows])


def _since(row: PipelineByArea, before: Mapping[str, PipelineByArea], restated: set[str]) -> PipelineByArea:
    then = before.get(row.unit_code)
    if then is None or row.unit_code in restated or not _is_compared(then, row):
        return row._replace(**NOTHING)
    return row._replace(
        unactivated_before=then.unactivated,
        unactivated_since=row.unactivated,
        changed_from=then.reported_on,
        changed_until=row.reported_on,
        # Who is silent at both ends adds nothing.
        units_compared=row.units - row.units_silent,
    )


def _is_compared(before: PipelineByArea, now: PipelineByArea) -> bool:
    """Whether the same units speak of both stages at both ends, anew at the second, and no number is hidden."""
    return (
        before.state == now.state == "value"
        and before.reported_on < now.reported_on
        and all(_is_of_all(row) for row in (before, now))
        and _speakers(before) == _speakers(now) is not None
    )


def _is_of_all(row: PipelineByArea) -> bool:
    """Whether all who reported are in the number of those who wait."""
    return not pd.isna(row.unactivated) and row.activated_base == row.approved


def _speakers(row: PipelineByArea) -> tuple[object, ...] | None:
    """Who speaks of an area: all of it, or all but those that are named; None where these are too many to be named."""
    if not row.units_silent:
        is_all = row.communes_reported == row.communes
        return ("all",) if is_all else (row.units, row.communes_reported)
    return None if pd.isna(row.silent_units) else (row.units, row.communes_reported, row.silent_units)


def _of_parts(whole: PipelineByArea, parts: Iterable[PipelineByArea]) -> PipelineByArea:
    """The whole with what those of its parts gained that can be compared."""
    known = [row for row in parts if growth(row) is not None]
    if not known:
        return whole
    return whole._replace(
        unactivated_before=sum(row.unactivated_before for row in known),
        unactivated_since=sum(row.unactivated_since for row in known),
        changed_from=min(row.changed_from for row in known),
        changed_until=max(row.changed_until for row in known),
        units_compared=sum(row.units_compared for row in known),
    )


def parts(database: Database, selection: Selection, parent: str, grain: str) -> tuple[PipelineByArea, ...]:
    """What waits in each unit of the grain within the parent."""
    table = province.waiting(database, selection, parent, grain)
    every = (_comparable(row) for row in each_row(table, PipelineByArea))
    return tuple(row for row in every if row.state != "not_existing")


def _comparable(row: PipelineByArea) -> PipelineByArea:
    """The same with NaN for pandas' own NA, which cannot be compared with a number."""
    cells: list[Any] = [float("nan") if cell is pd.NA else cell for cell in tuple[Any, ...](row)]
    return PipelineByArea(*cells)


def counted_stages(row: PipelineByArea) -> frozenset[str]:
    """The stages that reports of a unit count, be their counts hidden or not."""
    return frozenset(stage for stage in STAGES if getattr(row, f"has_{stage}"))


def is_few(row: PipelineByArea) -> bool:
    """Whether so few wait somewhere that their number is hidden."""
    return bool(row.is_unapproved_few or row.is_unactivated_few)


def is_none_seen(row: PipelineByArea) -> bool:
    """Whether reports show no overdue dossier without ruling one out: all that they leave is a lower bound of 0."""
    return bool(pd.isna(row.overdue) and row.overdue_units > 0)


def is_nothing(row: PipelineByArea) -> bool:
    """Whether no dossier was ever collected or approved, so that none can wait."""
    return not any((known(getattr(row, stage)) or 0) > 0 for stage in STAGES) and row.state == "value"


def stuck_at(row: PipelineByArea) -> str | None:
    """Before which stage most wait; None where nobody is known to wait."""
    waiting = {APPROVAL: known(row.unapproved), ACTIVATION: known(row.unactivated)}
    most = max(waiting, key=lambda stage: waiting[stage] or 0)
    return most if (waiting[most] or 0) > 0 else None


def known(number: float) -> int | None:
    return None if pd.isna(number) else int(number)


def counted(rows: Iterable[PipelineByArea]) -> list[PipelineByArea]:
    """Those of whom it is known how many wait: who is silent has no bar of length 0."""
    return [row for row in rows if known(row.unapproved) is not None or known(row.unactivated) is not None]


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
