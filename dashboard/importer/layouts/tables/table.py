"""What a table of an office holds once read: its columns, its counts in order, printed totals, and what is asked."""

from dataclasses import dataclass, field

from dashboard.exports.forms import NO_TABLE, TableForm
from dashboard.exports.privacy import masked
from dashboard.exports.questions import Question
from dashboard.exports.results import Notice
from dashboard.importer.layouts.grids.blocks import DASHES, Block
from dashboard.importer.layouts.grids.grid import letters
from dashboard.importer.layouts.tables.columns import Column
from dashboard.importer.layouts.words.lexicon import key_of

# What the cells of an office's table become.
FIELDS = ("unit_code", "unit_name", "parent_name", "as_of", "level", "stage", "count")


@dataclass(frozen=True)
class Cell:
    """A count: its row and column in the block, and the values of FIELDS."""

    row: int
    column: Column
    values: tuple[str | None, ...]


@dataclass(frozen=True)
class Sum:
    """A printed total, where it stands, and the cells (by their place in the table) that it must be the sum of."""

    row: int
    column: Column
    printed: str
    parts: tuple[int, ...]


@dataclass(frozen=True)
class NoCount:
    """What numbers of a table are in the place of counts, and the words that say so."""

    sheet: str | None
    other: str
    words: str


@dataclass
class Table:
    """What a block holds. ``meanings`` tells of each column what it was understood to be."""

    block: Block
    columns: list[Column]
    cells: list[Cell] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    asked_at: set[tuple[int, int]] = field(default_factory=set)
    meanings: dict[int, str] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)
    # For each of the others the words that say so.
    because: dict[str, str] = field(default_factory=dict)
    # Figures that are not taken because something makes them doubtful; printed totals hold them.
    doubted: dict[tuple[int, int], str] = field(default_factory=dict)
    # What each row is: unit, section, total, subtotal.
    kinds: dict[int, str] = field(default_factory=dict)
    # What is the same in the office's next file, and the lines above by which its area is known.
    form: TableForm = NO_TABLE
    lines: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def label(self, row: int, column: Column) -> str:
        """A number's column as a person finds it: C (Kích hoạt / Mức 1)."""
        return f"{letters(self.block.origin(row, column.place)[1])} ({column.written})"

    def no_counts(self) -> list[NoCount]:
        """What numbers of the table are in the place of counts."""
        sheet = masked(self.block.grid.sheet) if self.block.grid.sheet else None
        return [NoCount(sheet, other, masked(self.because.get(other, ""))) for other in self.others.values()]

    def name(self, row: int, column: int) -> str:
        """A cell as spreadsheets name it."""
        line, place = self.block.origin(row, column)
        return f"{letters(place)}{line + 1}"


def is_nothing(cell: str, nothing: frozenset[str]) -> bool:
    """Whether a cell says that there is no figure yet."""
    return not cell or cell in DASHES or key_of(cell) in nothing
