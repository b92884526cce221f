"""The printed totals of a table, each with the counts that it must be the sum of: they are checked, never counted."""

import re
from collections.abc import Iterator

from dashboard.importer.layouts.tables.rows import Row
from dashboard.importer.layouts.tables.table import Cell, Sum, Table, is_nothing


def add_sums(
    table: Table, rows: list[Row], senses: dict[tuple[int, int], tuple[str | None, ...]], nothing: frozenset[str]
) -> None:
    """Adds the totals of rows of units; ``senses`` holds what each number of a row of totals would be, if counted."""
    by_line: dict[int, list[int]] = {}
    for place, cell in enumerate(table.cells):
        by_line.setdefault(cell.row, []).append(place)
    for row in rows:
        if row.kind not in ("total", "subtotal"):
            continue
        for column in table.columns:
            meaning = senses.get((row.line, column.place))
            printed = table.block.grid.cell(row.line, column.place)
            if meaning is None or is_nothing(printed, nothing):
                continue
            choices = []
            for lines in candidates(rows, row):
                if parts := parts_of(table, by_line, lines, column.place, meaning):
                    choices.append((without_doubted(table, printed, lines, column.place), parts))
            if choices:
                fitting = (choice for choice in choices if value(choice[0]) == total_of(table, choice[1]))
                told, parts = next(fitting, choices[0])
                table.sums.append(Sum(row.line, column, told, tuple(parts)))


def without_doubted(table: Table, printed: str, lines: list[int], column: int) -> str:
    """A printed total without the figures in it that are not taken because they are doubtful."""
    doubted = [value(table.doubted[line, column]) for line in set(lines) if (line, column) in table.doubted]
    whole = value(printed)
    return printed if whole is None or not doubted or None in doubted else str(whole - sum(one or 0 for one in doubted))


def add_both(table: Table, place: int, levels: tuple[int, ...]) -> None:
    """Adds the check of a unit's printed sum of both levels; where it is wrong neither it nor the levels are taken."""
    cell = table.cells[place]
    printed = str(cell.values[-1])
    table.sums.append(Sum(cell.row, cell.column, printed, levels))
    if (counted := total_of(table, list(levels))) is not None and counted != value(printed):
        table.sums.append(Sum(cell.row, cell.column, str(counted), (place,)))


def candidates(rows: list[Row], total: Row) -> Iterator[list[int]]:
    """The rows that a total may be of: its group, all above it since the last one, all above it, all."""
    units = [row for row in rows if row.kind == "unit"]
    if total.kind == "total":
        yield [row.line for row in units]
    yield [row.line for row in units if row.group == total.group]
    section = max((row.line for row in rows if row.kind == "section" and row.line < total.line), default=-1)
    yield [row.line for row in units if section < row.line < total.line]
    yield [row.line for row in units if row.line < total.line]
    yield [row.line for row in units]


def parts_of(
    table: Table, by_line: dict[int, list[int]], lines: list[int], column: int, meaning: tuple[str | None, ...]
) -> list[int]:
    """The counts of these rows that the total of a column adds up; those of both levels where their sum is printed."""
    parts: list[int] = []
    for line in dict.fromkeys(lines):
        cells = [(place, table.cells[place]) for place in by_line.get(line, ())]
        own = [place for place, cell in cells if cell.column.place == column and key(cell) == meaning]
        if own:
            parts += own
        elif meaning[1] == "all":
            levels = [place for place, cell in cells if key(cell)[0::2] == meaning[0::2] and key(cell)[1] in ("1", "2")]
            if levels and not table.block.grid.cell(line, column):
                # A unit with one level and no sum of its own may be in the total or not: then nothing follows from it.
                return []
            parts += levels
    return parts


def key(cell: Cell) -> tuple[str | None, ...]:
    """Stage, level and time of a count."""
    _, _, _, as_of, level, stage, _ = cell.values
    return stage, level, as_of


def value(words: str) -> int | None:
    """A printed whole number."""
    digits = re.sub(r"[\s.,'’]", "", words)
    return int(digits) if digits.isdigit() else None


def total_of(table: Table, parts: list[int]) -> int | None:
    """What the counts add up to; None where one is no number."""
    values = [value(str(table.cells[place].values[-1])) for place in parts]
    return None if None in values else sum(one for one in values if one is not None)
