"""What stands on a sheet of an office's report, before it is known which kind of file it becomes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Share:
    """A fraction that the office's program shows as a percentage."""

    value: float


@dataclass(frozen=True)
class Formula:
    """A formula with the value that the office's program stored beside it."""

    words: str
    value: int


Cell = str | int | float | datetime | Share | Formula | None


@dataclass
class Line:
    """A line beside the table: a letterhead has a left and a right half."""

    left: str
    right: str = ""


@dataclass
class Grid:
    """A table, with its merged cells as (first row, first column, last row, last column) within it."""

    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def map(self, change: Callable[[Cell], Cell]) -> "Grid":
        """The same table with each cell written otherwise."""
        return Grid([[change(cell) for cell in row] for row in self.rows], self.merges)


@dataclass
class Sheet:
    """A sheet of a workbook, or the whole of a text, Word file or PDF."""

    name: str
    parts: list[Line | Grid]
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    yellow_rows: set[int] = field(default_factory=set)


def blank() -> Line:
    return Line("")


def flat(sheet: Sheet) -> Grid:
    """The sheet as a workbook holds it: lines are rows, spread over the width of the widest table."""
    width = max((part.width for part in sheet.parts if isinstance(part, Grid)), default=2)
    rows: list[list[Cell]] = []
    merges: list[Merge] = []
    for part in sheet.parts:
        top = len(rows)
        if isinstance(part, Grid):
            rows += [list(row) for row in part.rows]
            merges += [(top + r, c, top + r2, c2) for r, c, r2, c2 in part.merges]
        elif part.right:
            half = max(1, width // 2)
            rows.append([part.left, *[None] * (half - 1), part.right])
            merges += spread(top, 0, half - 1) + spread(top, half, width - 1)
        else:
            rows.append([part.left or None])
            merges += spread(top, 0, width - 1) if part.left else []
    return Grid(rows, merges)


def spread(row: int, first: int, last: int) -> list[Merge]:
    return [(row, first, row, last)] if last > first else []


def unmerged(grid: Grid) -> Grid:
    return Grid(grid.rows)


def head(columns: Sequence[tuple[str, ...]]) -> Grid:
    """Header rows of columns whose words stand from top to bottom; what neighbours share is written once and merged."""
    depth = max(map(len, columns))
    rows: list[list[Cell]] = [[None] * len(columns) for _ in range(depth)]
    merges: list[Merge] = []
    for at, words in enumerate(columns):
        for level, word in enumerate(words):
            if at and columns[at - 1][: level + 1] == words[: level + 1] and level + 1 < len(words):
                continue
            rows[level][at] = word
            last = at
            while (
                last + 1 < len(columns)
                and level + 1 < len(words)
                and columns[last + 1][: level + 1] == words[: level + 1]
            ):
                last += 1
            bottom = depth - 1 if level == len(words) - 1 else level
            merges += [(level, at, bottom, last)] if (bottom, last) != (level, at) else []
    return Grid(rows, merges)


def below(grids: Iterable[Grid]) -> Grid:
    """Tables one directly below the other."""
    whole = Grid([])
    for grid in grids:
        top = len(whole.rows)
        whole.rows += grid.rows
        whole.merges += [(top + r, c, top + r2, c2) for r, c, r2, c2 in grid.merges]
    return whole


def beside(left: Grid, right: Grid, gap: int = 1) -> Grid:
    """Two tables side by side."""
    height, start = max(len(left.rows), len(right.rows)), left.width + gap
    rows = []
    for at in range(height):
        first = left.rows[at] if at < len(left.rows) else []
        second = right.rows[at] if at < len(right.rows) else []
        rows.append([*first, *[None] * (start - len(first)), *second])
    return Grid(rows, left.merges + [(r, c + start, r2, c2 + start) for r, c, r2, c2 in right.merges])


def turned(grid: Grid) -> Grid:
    """Rows become columns."""
    width = grid.width
    full = [[*row, *[None] * (width - len(row))] for row in grid.rows]
    return Grid([list(row) for row in zip(*full, strict=True)], [(c, r, c2, r2) for r, c, r2, c2 in grid.merges])
