"""What a table of an office holds once read: its columns, its counts in order, printed totals, and what is asked."""

from dataclasses import dataclass, field

from dashboard.exports.questions import Question
from dashboard.importer.layouts.blocks import DASHES, Block
from dashboard.importer.layouts.columns import Column
from dashboard.importer.layouts.grid import letters
from dashboard.importer.layouts.lexicon import key_of

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


@dataclass
class Table:
    """What a block holds. ``meanings`` tells of each column what it was understood to be."""

    block: Block
    columns: list[Column]
    cells: list[Cell] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    meanings: dict[int, str] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)

    def label(self, row: int, column: Column) -> str:
        """A number's column as a person finds it: C (Kích hoạt / Mức 1)."""
        return f"{letters(self.block.origin(row, column.place)[1])} ({column.written})"

    def name(self, row: int, column: int) -> str:
        """A cell as spreadsheets name it."""
        line, place = self.block.origin(row, column)
        return f"{letters(place)}{line + 1}"


def is_nothing(cell: str, nothing: frozenset[str]) -> bool:
    """Whether a cell says that there is no figure yet."""
    return not cell or cell in DASHES or key_of(cell) in nothing
