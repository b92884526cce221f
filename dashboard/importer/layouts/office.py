"""Reads an office's summary table: one row a unit, one column a stage and level, into one tidy row a count."""

import datetime as dt
import re
from dataclasses import dataclass

from dashboard.exports.header import heading_key
from dashboard.importer.layouts import heads
from dashboard.importer.layouts.areas import Areas
from dashboard.importer.layouts.grid import Grid
from dashboard.importer.layouts.heads import Head
from dashboard.importer.layouts.moments import MomentUncertain, moment_of
from dashboard.importer.layouts.rows import AREA, Row, sorted_rows
from dashboard.importer.layouts.sums import add_sums
from dashboard.importer.layouts.table import Cell, Table, taken
from dashboard.importer.layouts.wording import Phrases
from dashboard.importer.matching.short_forms import long_form


class MomentMissing(Exception):
    """Nothing says of which time the figures are."""


@dataclass(frozen=True)
class Words:
    """What is known before a table is read: phrases, cells that mean nothing, areas, what was said by hand."""

    phrases: Phrases
    nothing: frozenset[str]
    areas: Areas
    as_of: str | None = None
    parent: str | None = None


def read_table(grid: Grid, words: Words) -> Table | None:
    """The table of a sheet; None where no header is understood. Raises MomentUncertain or MomentMissing."""
    head = heads.find(grid, words.phrases)
    if head is None:
        return None
    table = Table(grid, head)
    title = heads.titles(grid, head.first)
    moment = words.as_of or iso(moment_of(title) or moment_of([grid.sheet or ""]))
    rows = sorted_rows(grid, head, words.nothing)
    if not moment and not head.of("as_of") and not all(column.moment for column in head.counts):
        raise MomentMissing
    check_second_table(grid, head, moment)
    add_units(table, rows, words, Frame(title, moment, words))
    add_sums(table, rows, words.nothing)
    return table


def iso(moment: dt.datetime | None) -> str | None:
    """A moment as the importer reads it."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else None


def check_second_table(grid: Grid, head: Head, moment: str | None) -> None:
    """Raises MomentUncertain where a table of another time stands below the first."""
    unit = head.of("unit") or head.of("parent")
    again = [row for row in range(head.last + 1, len(grid.rows)) if unit and grid.cell(row, unit.place) == unit.written]
    for row in again:
        lines = [cell for line in grid.rows[max(head.last + 1, row - 6) : row] for cell in line if cell]
        other = iso(moment_of(lines))
        if other and other != moment:
            raise MomentUncertain(f"{moment}; {other}")


class Frame:
    """What stands around a table's rows: its time, and the area that title, sheet and sections name."""

    def __init__(self, title: list[str], moment: str | None, words: Words) -> None:
        self.moment, self._words = moment, words
        edition = "2024" if (moment or "2024") < "2025-07-01" else "2025"
        self._edition = edition
        province, district = words.areas.mentioned(title, edition)
        self._province = province.code if province else None
        self.area = words.parent or (district.code if district else self._province)

    def enter(self, name: str) -> None:
        """A section, or the sheet's name, may name a smaller area."""
        found = self._words.areas.named(name, self._edition, self._province)
        if found:
            self.area = found.code
        elif re.match(r"(huyen|quan|thi xa|thanh pho|tinh|cong an) ", heading_key(name)):
            self.area = name

    def around(self, name: str) -> str | None:
        """The area that a unit lies in; a district or province that a row names lies in the one above."""
        found = self._words.areas.named(name, self._edition, None) if AREA.match(heading_key(long_form(name))) else None
        return found.parent if found and not self._words.parent else self.area


def add_units(table: Table, rows: list[Row], words: Words, frame: Frame) -> None:
    """The counts of the units, each within the area that its section names."""
    head, grid = table.head, table.grid
    if grid.sheet and not words.parent:
        frame.enter(grid.sheet)
    parent_column, code_column, time_column = (head.of(role) for role in ("parent", "unit_code", "as_of"))
    parent_written = ""
    for row in rows:
        if row.kind == "section":
            frame.enter(row.name)
        if row.kind != "unit":
            continue
        if parent_column and head.of("unit"):
            parent_written = grid.seen(row.line, parent_column.place) or parent_written
        code = grid.cell(row.line, code_column.place) if code_column else ""
        time = grid.cell(row.line, time_column.place) if time_column else ""
        naming = (code or None, row.name or None, parent_written or frame.around(row.name))
        for column in taken(table, row.line, words.nothing):
            moment = time or iso(column.moment) or frame.moment
            values = (*naming, moment, column.heading.level, column.heading.stage, grid.cell(row.line, column.place))
            table.cells.append(Cell(row.line, column, values))
