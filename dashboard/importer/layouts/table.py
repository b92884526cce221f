"""What a sheet of an office holds once read: its header, its counts in order, and its printed totals."""

from dataclasses import dataclass, field

from dashboard.exports.header import heading_key
from dashboard.importer.layouts.grid import Grid, letters
from dashboard.importer.layouts.heads import Column, Head
from dashboard.importer.layouts.rows import NOTHING

# What the cells of an office's table become.
FIELDS = ("unit_code", "unit_name", "parent_name", "as_of", "level", "stage", "count")


@dataclass(frozen=True)
class Cell:
    """A count: where it stands, and the values of FIELDS."""

    line: int
    column: Column
    values: tuple[str | None, ...]


@dataclass(frozen=True)
class Sum:
    """A printed total, where it stands, and the cells (by their place in the table) that it must be the sum of."""

    line: int
    column: Column
    printed: str
    parts: tuple[int, ...]


@dataclass
class Table:
    """What a sheet holds: its header, its counts in order, and its totals."""

    grid: Grid
    head: Head
    cells: list[Cell] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)

    def label(self, column: Column) -> str:
        """A column as a person finds it: C (Kích hoạt / Mức 1)."""
        return f"{letters(column.place)} ({column.written})"


def taken(table: Table, line: int, nothing: frozenset[str]) -> list[Column]:
    """The filled columns of a row that are counted: the sum of both levels only where they are not both there."""
    columns = [column for column in table.head.counts if not is_nothing(table.grid.cell(line, column.place), nothing)]
    return [column for column in columns if column.heading.level != "all" or len(levels_of(column, columns)) < 2]


def levels_of(total: Column, columns: list[Column]) -> list[Column]:
    """The columns of levels 1 and 2 that a column of both is the sum of."""
    same = (total.heading.stage, total.moment)
    return [one for one in columns if one.heading.level in ("1", "2") and (one.heading.stage, one.moment) == same]


def is_nothing(cell: str, nothing: frozenset[str]) -> bool:
    """Whether a cell says that there is no figure yet."""
    return cell in NOTHING or heading_key(cell) in nothing
