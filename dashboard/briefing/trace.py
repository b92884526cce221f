"""Where a count comes from: its reports with file, line and column, the units that it is a sum of, what its rate is of.

A protected count has no trace. Of a sum with one protected part no part is told, for the others would give it away.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard import queries, units
from dashboard.batches import positions
from dashboard.batches.positions import Position
from dashboard.briefing import area
from dashboard.database import Database
from dashboard.rows import (
    BaseByDocument,
    PartByUnit,
    PieceByPredecessor,
    RestatementOfCount,
    SourceByBatch,
    each_row,
)
from dashboard.selection import Selection

SHOWN = ("value", "zero", "late")
# Bases whose counts of people or targets have a document; the others are counts of accounts, with a trace of their own.
WITH_DOCUMENT = ("target", "eligible", "permanent_residents")


@dataclass(frozen=True)
class File:
    """The batch by which a file came in, the file's name, and when it was received."""

    batch_id: str
    name: str
    received_at: dt.datetime


@dataclass(frozen=True)
class Report:
    """A cumulative count of a summary report. ``value`` is None where it is protected.

    ``is_later`` where it came after the day, and the count of the day was reckoned back from it.
    """

    level: str
    date: dt.date
    file: File
    value: int | None
    at: dt.datetime | None
    position: Position | None
    is_later: bool


@dataclass(frozen=True)
class Export:
    """A detailed export from which the days are added up; first and last line are 0 where they were not kept."""

    level: str
    days: tuple[dt.date, dt.date]
    file: File
    rows: int
    lines: tuple[int, int]
    dossiers: int


@dataclass(frozen=True)
class Part:
    """A unit whose count is part of the count; ``figure`` opens its own trace. ``count`` is None where not told."""

    figure: Selection
    name: str
    count: int | None
    is_protected: bool
    share: float = 1.0


@dataclass(frozen=True)
class Change:
    """What a later file or a decision changed in a figure that the count is made of: of which level and moment, when.

    A number is None where there was none, or where it is protected: then ``hiding`` says of both why.
    """

    level: str
    as_of: dt.datetime
    at: dt.datetime
    reason: str
    source_name: str
    numbers: tuple[int | None, int | None]
    hiding: tuple[str, str]


@dataclass(frozen=True)
class Base:
    """What a rate is of: how many, of how many units, by which document, until when or counted on which day."""

    value: int
    units: int
    document: str
    phase: str
    deadline: dt.date | None
    counted_on: dt.date | None
    is_inherited: bool
    file: File | None


@dataclass(frozen=True)
class Trace:
    """A count and its sources.

    ``handed_over_on`` is the day on which the pieces came to the unit; None on a day of the other era.
    ``numerator`` is what its rate counts: less than the count where a unit has no base.
    ``is_told_apart`` says that the counts of parts and pieces are told.
    """

    figure: Selection
    name: str
    state: str
    count: int | None
    numerator: int | None = None
    denominator: int | None = None
    reports: tuple[Report, ...] = ()
    exports: tuple[Export, ...] = ()
    parts: tuple[Part, ...] = ()
    pieces: tuple[Part, ...] = ()
    handed_over_on: dt.date | None = None
    is_told_apart: bool = True
    bases: tuple[Base, ...] = ()
    changes: tuple[Change, ...] = ()


def of_figure(database: Database, figure: Selection) -> Trace:
    """The sources of a unit's count on a day; the figure's issuer and base say what its rate is of."""
    name = units.find(figure.edition, figure.unit, figure.as_of).full_name
    row = area.of_unit(database, figure)
    if row is None or row.state not in SHOWN:
        return Trace(figure, name, row.state if row else "not_existing", None)
    trace = Trace(
        figure,
        name,
        row.state,
        int(row.counted),
        _whole(row.numerator),
        _whole(row.denominator),
        bases=_bases(database, figure),
    )
    if parts := _parts(database, figure):
        return replace(trace, parts=_told(parts), is_told_apart=_may_be_told(parts))
    return _of_own_reports(database, trace, is_carried=not pd.isna(row.parts))


def _of_own_reports(database: Database, trace: Trace, *, is_carried: bool) -> Trace:
    """The reports of the unit itself, and, as long as it has none, what was handed over to it."""
    rows = list(each_row(queries.source_by_batch(database, **_asked(trace.figure)), SourceByBatch))
    reports = tuple(_report(row, trace.figure) for row in rows if row.role != "export")
    exports = tuple(_export(row) for row in rows if row.role == "export")
    trace = replace(trace, reports=reports, exports=exports, changes=_changes(database, trace.figure, rows))
    if not is_carried or any(not report.is_later for report in reports):
        return trace
    table = queries.piece_by_predecessor(database, **_asked(trace.figure))
    pieces = list(each_row(table, PieceByPredecessor))
    days = [row.handed_over_on.date() for row in pieces if not pd.isna(row.handed_over_on)]
    given = [_piece(row, trace.figure) for row in pieces]
    return replace(
        trace, pieces=_told(given), handed_over_on=days[0] if days else None, is_told_apart=_may_be_told(given)
    )


def _asked(figure: Selection) -> dict[str, Any]:
    return {
        "edition": figure.edition,
        "unit": figure.unit,
        "as_of": figure.as_of,
        "level": figure.level,
        "stage": figure.stage,
    }


def _parts(database: Database, figure: Selection) -> list[Part]:
    rows = each_row(queries.part_by_unit(database, **_asked(figure)), PartByUnit)
    return [
        Part(
            replace(figure, edition=row.edition, unit=row.unit_code),
            row.unit_name,
            _whole(row.counted),
            bool(row.is_hidden),
        )
        for row in rows
    ]


def _piece(row: PieceByPredecessor, figure: Selection) -> Part:
    return Part(
        replace(figure, edition=row.edition, unit=row.unit_code, as_of=row.counted_on.date()),
        row.unit_name,
        _whole(row.counted),
        not pd.isna(row.is_hidden) and bool(row.is_hidden),
        row.millionths / 1_000_000,
    )


def _may_be_told(parts: Iterable[Part]) -> bool:
    """The whole less all parts but one is that one."""
    return sum(part.is_protected for part in parts) != 1


def _told(parts: list[Part]) -> tuple[Part, ...]:
    return tuple(parts) if _may_be_told(parts) else tuple(replace(part, count=None) for part in parts)


def _report(row: SourceByBatch, figure: Selection) -> Report:
    key = {"edition": figure.edition, "unit_code": figure.unit, "level": row.level, "stage": figure.stage}
    found = positions.reported(row.batch_id, key, row.last_day.date())
    return Report(
        row.level,
        row.last_day.date(),
        _file(row),
        found.value if found and row.is_shown else None,
        found.at if found else None,
        found.position if found else None,
        row.role == "later_report",
    )


def _export(row: SourceByBatch) -> Export:
    days = row.first_day.date(), row.last_day.date()
    lines = int(row.first_row), int(row.last_row)
    return Export(row.level, days, _file(row), int(row.accepted_rows), lines, int(row.dossiers))


def _file(row: SourceByBatch) -> File:
    return File(row.batch_id, row.source_name, row.received_at.to_pydatetime())


def _changes(database: Database, figure: Selection, rows: list[SourceByBatch]) -> tuple[Change, ...]:
    """What was changed in the reports of those days, and in the days that the exports count."""
    if not rows:
        return ()
    days = min(row.first_day for row in rows).date(), max(row.last_day for row in rows).date()
    asked = {name: value for name, value in _asked(figure).items() if name != "as_of"}
    found = each_row(queries.restatement_of_count(database, days=days, **asked), RestatementOfCount)
    return tuple(map(_change, found))


def _change(row: RestatementOfCount) -> Change:
    return Change(
        row.level,
        row.as_of.to_pydatetime(),
        row.changed_at.to_pydatetime(),
        row.reason,
        row.source_name,
        (_whole(row.count_before), _whole(row.count_after)),
        (_words(row.before_why), _words(row.after_why)),
    )


def _bases(database: Database, figure: Selection) -> tuple[Base, ...]:
    if figure.base not in WITH_DOCUMENT:
        return ()
    table = queries.base_by_document(database, **_asked(figure), issuer=figure.issuer, base=figure.base)
    return tuple(
        Base(
            int(row.value),
            int(row.units),
            _words(row.document),
            _words(row.phase),
            None if pd.isna(row.deadline) else row.deadline.date(),
            None if pd.isna(row.counted_on) else row.counted_on.date(),
            bool(row.is_inherited),
            None if pd.isna(row.source_name) else File(row.batch_id, row.source_name, row.received_at.to_pydatetime()),
        )
        for row in each_row(table, BaseByDocument)
    )


def _words(cell: str) -> str:
    return "" if pd.isna(cell) else cell


def _whole(number: float) -> int | None:
    return None if pd.isna(number) else int(number)
