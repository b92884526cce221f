"""A sheet drawn as its office made it, with what was recognised laid over it; no cell that may name a person is."""

from dataclasses import dataclass, field

from dashboard.exports.forms import NO_FORM, Form
from dashboard.exports.targets import TargetColumn

# What a cell is: of a unit, the head, a count, a total, a time, something that is asked, of another kind of number, or
# none of these; `hidden` stands for words that are not shown.
ROLES = ("unit", "head", "line", "count", "total", "time", "asked", "other", "hidden", "none")


@dataclass(frozen=True)
class DrawnCell:
    """A cell: where it stands (from 0), over how many rows and columns, its words, and what it was taken for.

    ``meaning`` says of a head what its column counts ("activated 1", "flow"); ``about`` are the subjects and words that
    an answer may speak of when it is picked, the likeliest first.
    """

    row: int
    column: int
    words: str
    role: str
    height: int = 1
    width: int = 1
    meaning: str = ""
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sketch:
    """The first rows of a sheet, with all cells that no merged one covers.

    ``rows`` are the lines drawn (from 0), ``more`` is how many follow the last.
    """

    sheet: str | None
    columns: tuple[str, ...]
    rows: tuple[int, ...]
    cells: tuple[DrawnCell, ...]
    more: int = 0


@dataclass(frozen=True)
class Look:
    """What a person sees of a file before it comes in: its form, its sheets drawn, the targets beside its counts."""

    form: Form = NO_FORM
    sketches: tuple[Sketch, ...] = field(default=())
    targets: tuple[TargetColumn, ...] = field(default=())


NO_LOOK = Look()
