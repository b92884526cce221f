"""The printed totals of a table, each with the counts that it must be the sum of: they are checked, never counted."""

from dashboard.importer.layouts.heads import Column
from dashboard.importer.layouts.rows import Row
from dashboard.importer.layouts.table import Sum, Table, is_nothing, levels_of


def add_sums(table: Table, rows: list[Row], nothing: frozenset[str]) -> None:
    """Adds the totals of both levels in a row, of the rows of a group, and of all rows."""
    at = {(cell.line, cell.column.place): place for place, cell in enumerate(table.cells)}
    for row in rows:
        cells = {column: table.grid.cell(row.line, column.place) for column in table.head.counts}
        filled = [column for column, cell in cells.items() if not is_nothing(cell, nothing)]
        for column in filled:
            parts = beside(row, column, filled, at) if row.kind == "unit" else below(rows, row, column, at, table)
            if parts:
                table.sums.append(Sum(row.line, column, cells[column], tuple(parts)))


def beside(row: Row, total: Column, filled: list[Column], at: dict[tuple[int, int], int]) -> list[int]:
    """The counts of both levels that the total in a unit's own row adds up; none where one is missing."""
    levels = levels_of(total, filled) if total.heading.level == "all" else []
    return [at[row.line, one.place] for one in levels] if len(levels) == 2 else []


def below(rows: list[Row], total: Row, column: Column, at: dict[tuple[int, int], int], table: Table) -> list[int]:
    """The cells that a total of a column adds up; the sum of both levels adds up the levels' cells where they count."""
    lines = [row.line for row in rows if row.kind == "unit" and (total.kind == "total" or row.group == total.group)]
    parts = []
    for line in lines:
        own = at.get((line, column.place))
        summed = levels_of(column, table.head.counts) if column.heading.level == "all" else []
        levels = [at[line, one.place] for one in summed if (line, one.place) in at]
        if levels and not table.grid.cell(line, column.place):
            # A unit with one level and no sum of its own may be in the total or not: then nothing follows from it.
            return []
        parts += [own] if own is not None else levels
    return parts
