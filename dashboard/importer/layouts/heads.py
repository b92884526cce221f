"""Finds the header of an office table: one row or several, merged or not, flattened into one heading a column."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from dashboard.exports.header import heading_key
from dashboard.importer.layouts.grid import TOP, Grid
from dashboard.importer.layouts.moments import moment_of, without_moments
from dashboard.importer.layouts.wording import (
    BETWEEN,
    OTHER,
    STAGES,
    Heading,
    Phrases,
    explained_heading,
    heading_of,
)

# A header has no more rows than this.
DEPTH = 4
TELLING = {*STAGES, *OTHER, "1", "2", "all"}


@dataclass(frozen=True)
class Column:
    """A column of a table: its words from top to bottom, what they mean, and the time they may give."""

    place: int
    written: str
    heading: Heading
    moment: dt.datetime | None = None


@dataclass(frozen=True)
class Head:
    """The header rows of a table, and its columns; the rows of the table follow the last one."""

    first: int
    last: int
    columns: tuple[Column, ...]

    def of(self, role: str) -> Column | None:
        """The first column of a role."""
        return next((column for column in self.columns if column.heading.role == role), None)

    @property
    def counts(self) -> list[Column]:
        """The columns of cumulative counts."""
        return [column for column in self.columns if column.heading.role == "count"]


def find(grid: Grid, phrases: Phrases) -> Head | None:
    """The first header that names units and at least one count; None without one."""
    for row in range(min(TOP, len(grid.rows))):
        naming = [c for c in range(grid.width) if role_at(grid, phrases, row, c) in ("unit", "parent")]
        if naming:
            first, last = top_of(grid, phrases, row, naming[0]), bottom_of(grid, phrases, row, naming[0])
            columns = tuple(flattened(grid, phrases, first, last, place) for place in range(grid.width))
            head = completed(Head(first, last, columns), phrases, titles(grid, first))
            if head.counts:
                return head
    return None


def role_at(grid: Grid, phrases: Phrases, row: int, column: int) -> str:
    """What a single cell names."""
    words = grid.cell(row, column)
    explained = phrases.explained.get(heading_key(words))
    heading = heading_of(phrases.read(words)) if explained is None else explained_heading(explained)
    return heading.role if words else ""


def top_of(grid: Grid, phrases: Phrases, row: int, naming: int) -> int:
    """The first row of the header: stages may stand above the row that names the units."""
    while row > 0 and grid.seen(row - 1, naming) in ("", grid.seen(row, naming)):
        if len(set(filter(None, grid.rows[row - 1]))) < 2 or not is_telling(grid, phrases, row - 1):
            break
        row -= 1
    return row


def bottom_of(grid: Grid, phrases: Phrases, row: int, naming: int) -> int:
    """The last row of the header."""
    last, words = row, grid.seen(row, naming)
    while last + 1 < min(row + DEPTH, len(grid.rows)) and grid.seen(last + 1, naming) in ("", words):
        if not is_telling(grid, phrases, last + 1):
            break
        last += 1
    return last


def is_telling(grid: Grid, phrases: Phrases, row: int) -> bool:
    """Whether a row names stages or levels, and holds no figures."""
    cells = [grid.cell(row, column) for column in range(grid.width)]
    if any(re.fullmatch(r"[\d\s.,%]+", cell) for cell in cells if cell):
        return False
    return any(set(phrases.read(cell) or ()) & TELLING or heading_key(cell) in phrases.parts for cell in cells if cell)


def flattened(grid: Grid, phrases: Phrases, first: int, last: int, place: int) -> Column:
    """One column's heading, from all header rows."""
    parts = list(dict.fromkeys(filter(None, (above(grid, first, last, row, place) for row in range(first, last + 1)))))
    written = BETWEEN.join(parts)
    tags: list[str] | None = []
    for part in parts:
        read = phrases.read(without_moments(part))
        tags = None if tags is None or read is None else tags + read
    moments = {moment for part in parts if (moment := moment_of([part]))}
    explained = phrases.explained.get(heading_key(written))
    heading = heading_of(tags) if explained is None else explained_heading(explained)
    return Column(place, written, heading, next(iter(moments)) if len(moments) == 1 else None)


def above(grid: Grid, first: int, last: int, row: int, place: int) -> str:
    """The words over a column in one header row; where nothing is merged, a blank belongs to the words on its left."""
    words = grid.seen(row, place)
    if words or any(first <= start[0] <= last for start, _ in grid.merged):
        return words
    below = [place for place in range(grid.width) if any(grid.cell(r, place) for r in range(row + 1, last + 1))]
    while place > 0 and place in below and not words:
        place -= 1
        words = grid.cell(row, place) if place in below else ""
    return words


def titles(grid: Grid, first: int) -> list[str]:
    """The lines above a table."""
    return [cell for row in grid.rows[:first] for cell in dict.fromkeys(" ".join(c.split()) for c in row) if cell]


def completed(head: Head, phrases: Phrases, above_it: list[str]) -> Head:
    """The header with what only its title says: the stage, or the level, of all its columns."""
    title = " ".join(above_it)
    stages, levels = phrases.named(title, STAGES), phrases.named(title, ("1", "2"))
    if any(column.heading.stage for column in head.columns):
        stages = []
    if any(column.heading.level for column in head.columns):
        levels = []
    return replace(head, columns=tuple(filled(column, stages, levels) for column in head.columns))


def filled(column: Column, stages: list[str], levels: list[str]) -> Column:
    """A count's column with the stage and level that were missing; without a stage it counts nothing we know."""
    heading = column.heading
    if heading.role != "count":
        return column
    stage = heading.stage or (stages[0] if len(stages) == 1 else None)
    level = heading.level or (levels[0] if len(levels) == 1 else "all")
    return replace(column, heading=Heading("count", stage, level) if stage else Heading(""))
