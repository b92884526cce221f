"""Where a count comes from: its reports with file, line and column, the units that it is a sum of, what its rate is of.

A protected count has no trace. Of a sum with one protected part no part is told, for the others would give it away.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
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
    ProgressByArea,
    RestatementOfCount,
    SourceByBatch,
    each_row,
    known_count,
)
from dashboard.selection import ISSUERS, Selection

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
    """What a rate is of: how many, of how many units, by which document, until when or counted on which day.

    ``position`` is that of one unit's value in the file; of several units each one's own trace has it.
    """

    value: int
    units: int
    document: str
    phase: str
    deadline: dt.date | None
    counted_on: dt.date | None
    is_inherited: bool
    file: File | None
    position: Position | None = None


@dataclass(frozen=True)
class Ends:
    """Two figures between which something was counted, and their counts: None where there is none, or none to tell.

    units: of how many units that reported both are; a flow is of all.
    """

    first: Selection
    last: Selection
    counts: tuple[int | None, int | None]
    units: int = 0
    every: int = 0


@dataclass(frozen=True)
class Lacking:
    """What is missing to an issuer's target: the target as set, the last known counts, and who never reported.

    ``targets`` are its documents, empty where the rate of the trace is of the same target.
    """

    issuer: str
    target: int
    known: int
    missing: int
    required: float | None
    deadline: dt.date
    unknown: int
    unknown_names: str
    targets: tuple[Base, ...]


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
    moved: Ends | None = None
    flow: Ends | None = None
    lacking: tuple[Lacking, ...] = ()


def of_figure(database: Database, figure: Selection, since: dt.date | None = None) -> Trace:
    """The sources of a unit's count on a day; the figure's issuer and base say what its rate is of.

    since: the day up to which had been counted before, for a flow of a period that ends on the figure's day.
    """
    name = units.find(figure.edition, figure.unit, figure.as_of).full_name
    row = area.of_unit(database, figure)
    if row is None or row.state not in SHOWN:
        return Trace(figure, name, row.state if row else "not_existing", None)
    trace = Trace(
        figure,
        name,
        row.state,
        int(row.counted),
        known_count(row.numerator),
        known_count(row.denominator),
        bases=_bases(database, figure),
        moved=_moved(row, figure),
        flow=_flow(database, row, figure, since),
        lacking=tuple(_lacking(database, figure)),
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
            known_count(row.counted),
            bool(row.is_hidden),
        )
        for row in rows
    ]


def _piece(row: PieceByPredecessor, figure: Selection) -> Part:
    return Part(
        replace(figure, edition=row.edition, unit=row.unit_code, as_of=row.counted_on.date()),
        row.unit_name,
        known_count(row.counted),
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
        (known_count(row.count_before), known_count(row.count_after)),
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
            _position(row, figure),
        )
        for row in each_row(table, BaseByDocument)
    )


def _position(row: BaseByDocument, figure: Selection) -> Position | None:
    """The cell of one unit's target or people; what was inherited stands under other units' names."""
    if pd.isna(row.source_name) or pd.isna(row.unit_code) or row.is_inherited:
        return None
    key: dict[str, object] = {"edition": row.edition, "unit_code": row.unit_code}
    if pd.isna(row.deadline):
        return positions.set_by(row.batch_id, {**key, "base": figure.base, "as_of": row.counted_on.date()})
    key |= {"issuer": figure.issuer, "level": figure.level, "deadline": row.deadline.date()}
    # A target of activation stands for stages that have none of their own.
    found = (positions.set_by(row.batch_id, {**key, "stage": stage}) for stage in (figure.stage, "activated"))
    return next((position for position in found if position), None)


def _moved(row: ProgressByArea, figure: Selection) -> Ends | None:
    """The two ends of the change that pages print of the figure."""
    if pd.isna(row.counted_before):
        return None
    return Ends(
        replace(figure, as_of=row.changed_from.date()),
        replace(figure, as_of=row.changed_until.date()),
        (int(row.counted_before), int(row.counted_since)),
        int(row.units_compared),
        int(row.units_reported),
    )


def _flow(database: Database, row: ProgressByArea, figure: Selection, since: dt.date | None) -> Ends | None:
    if since is None or since >= figure.as_of:
        return None
    first = replace(figure, as_of=since)
    before = area.of_unit(database, first)
    counted = None if before is None or before.state not in SHOWN else int(before.counted)
    return Ends(first, figure, (counted, int(row.counted)))


def _lacking(database: Database, figure: Selection) -> Iterator[Lacking]:
    """What is missing to each issuer's target in force."""
    for issuer in ISSUERS:
        of_target = replace(figure, issuer=issuer, base="target")
        row = area.of_unit(database, of_target)
        if row is None or pd.isna(row.whole_target) or pd.isna(row.missing) or row.missing <= 0:
            continue
        is_base = (figure.base, figure.issuer) == ("target", issuer)
        yield Lacking(
            issuer,
            int(row.whole_target),
            int(row.whole_target - row.missing),
            int(row.missing),
            None if pd.isna(row.required_per_day) else float(row.required_per_day),
            row.deadline.date(),
            0 if pd.isna(row.units_unknown) else int(row.units_unknown),
            _words(row.unknown_units),
            () if is_base else _bases(database, of_target),
        )


def _words(cell: str) -> str:
    return "" if pd.isna(cell) else cell
