"""An export file, and what it is once opened: its header, its cells in the table `raw`, and where each row stood."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from dashboard.exports.answers import Answer
from dashboard.exports.header import Header
from dashboard.exports.privacy import masked
from dashboard.exports.questions import Question
from dashboard.exports.results import ExportRejected, Meaning, Notice, Problem
from dashboard.exports.sketches import NO_LOOK, Look
from dashboard.exports.targets import Terms, part_of

# How a text file may be encoded.
ENCODINGS = ("utf-8", "utf-16", "windows-1258", "tcvn3", "vni")
# The sheet (None outside of workbooks) and the line a person sees; the header is line 1.
Place = tuple[str | None, int]


@dataclass(frozen=True)
class Member:
    """A file of an archive, unpacked in memory: nothing of it touches the disk."""

    name: str
    content: bytes

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix

    def open(self, mode: str = "rb") -> BinaryIO:
        return io.BytesIO(self.content)


Export = Path | Member
MB = 1024 * 1024


def bytes_of(export: Export) -> bytes:
    return export.content if isinstance(export, Member) else export.read_bytes()


def size_of(export: Export) -> int:
    return len(export.content) if isinstance(export, Member) else export.stat().st_size


def is_nameable(path: Path) -> bool:
    """Whether a path can be written in UTF-8, as DuckDB needs it."""
    try:
        str(path.absolute()).encode()
    except UnicodeEncodeError:
        return False
    return True


def name_of(export: Export, part: str = "") -> str:
    """The file's name as it may be shown and kept: no person's, and no signs that a terminal would obey.

    What is only a part of the file has it behind the name.
    """
    # Covered first: a blank of another kind between the digits of a number is such a sign.
    name = masked(export.name)
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)
    return f"{shown} · {part}" if part else shown


@dataclass(frozen=True)
class Hints:
    """What a person said about files that do not say it themselves.

    ``given`` holds values for columns that the files lack: {"as_of": "2024-05-01 17:00"}; ``columns`` what a heading,
    as a Meaning writes it, is: {"KH / M1": "activated 1", "Ghi chú": ""}; ``words`` what words of it mean wherever they
    stand: {"đợt ra quân": "flow"}; ``rows`` whether a row is a unit, a total or neither; ``remarks`` whether a figure
    beside which a remark stands is taken or left; ``targets`` the terms on which a report's columns of targets are read
    in the place of its counts.
    """

    encoding: str | None = None
    given: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    targets: Terms | None = None

    @property
    def part(self) -> str:
        """What is read of a file, as long as it is not known by its own words; nothing where it is the whole."""
        return part_of() if self.targets else ""

    @property
    def stated(self) -> dict[str, str]:
        """The values of columns that a file lacks, those of its targets among them."""
        return dict(self.given) | (self.targets.given if self.targets else {})

    def with_answers(self, answers: Iterable[Answer]) -> "Hints":
        """The same with what was said now, which holds where something else was said before."""
        hints = self
        for answer in answers:
            place = HELD_IN[answer.subject]
            before = dict(getattr(hints, place))
            # What is said again is said last.
            before.pop(answer.words, None)
            said: dict[str, Any] = {place: (*before.items(), (answer.words, answer.means))}
            hints = replace(hints, **said)
        return hints

    def without(self, answer: Answer) -> "Hints":
        """The same without what was said of one thing."""
        place = HELD_IN[answer.subject]
        left: dict[str, Any] = {place: tuple(one for one in getattr(self, place) if one[0] != answer.words)}
        return replace(self, **left)

    def held(self) -> Iterator[tuple[tuple[str, str], ...]]:
        """What is said, subject by subject."""
        return (getattr(self, place) for place in HELD_IN.values())

    def over(self, other: "Hints") -> "Hints":
        """What either says; where both speak of the same, what this one says."""
        said = {place: dict(getattr(other, place)) | dict(getattr(self, place)) for place in HELD_IN.values()}
        held: dict[str, Any] = {place: tuple(meanings.items()) for place, meanings in said.items()}
        return Hints(self.encoding or other.encoding, **held, targets=self.targets or other.targets)


HELD_IN = {"": "given", "column": "columns", "word": "words", "row": "rows", "remark": "remarks"}
NO_HINTS = Hints()


@dataclass(frozen=True)
class Places:
    """Where each row of `raw` stood."""

    listed: list[Place]

    def __call__(self, rows: Sequence[int]) -> dict[int, Place]:
        return {row: self.listed[row] for row in rows}


@dataclass(frozen=True)
class Labels:
    """The columns in which the cells of each row stood, by field, where they differ from row to row."""

    listed: list[dict[str, str]]

    def __call__(self, row: int, field: str) -> str | None:
        return self.listed[row].get(field)


@dataclass(frozen=True)
class Source:
    """A file whose header was understood and whose cells stand in the table `raw` of the connection.

    Where a row ``is_of_people`` no cell of it is ever shown.

    ``places`` gives for row numbers of `raw` (from 0) where they stood, ``labels`` (by row and field) which column of
    the sheet a cell stood in where that differs from row to row; ``ragged`` are lines that have a wrong number of
    cells, and how many; ``hints`` are what a saved layout said beside the clerk; ``draw`` makes the ``look`` as long as
    the staging database is open. ``part`` names the columns of a report that are an export by themselves.
    """

    header: Header
    places: Callable[[Sequence[int]], dict[int, Place]]
    ragged: tuple[tuple[Place, int], ...] = ()
    ignored_sheets: tuple[str, ...] = ()
    labels: Callable[[int, str], str | None] | None = None
    notices: tuple[Notice, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    hints: Hints = NO_HINTS
    questions: tuple[Question, ...] = ()
    is_of_people: bool = False
    draw: Callable[[], Look] | None = None
    look: Look = NO_LOOK
    part: str = ""

    def drawn(self, *, is_wanted: bool) -> "Source":
        """The same as a plain value, with its drawing where one is wanted."""
        return replace(self, draw=None, look=self.draw() if is_wanted and self.draw else NO_LOOK)

    def column(self, row: int, field: str) -> str:
        """The column of a field as the sender sees it."""
        return (self.labels and self.labels(row, field)) or self.header.names.get(field, field)


def refused(
    export: Export, reason: str, detail: str = "", meanings: tuple[Meaning, ...] = (), **parts: object
) -> ExportRejected:
    """The refusal of a whole file; ``parts`` as of a Problem."""
    # A size in bytes has as many digits as an identity number.
    named = tuple((name, str(value) if isinstance(value, int) else masked(str(value))) for name, value in parts.items())
    problem = Problem(name_of(export), None, None, None, None, reason, masked(detail), parts=named)
    return ExportRejected(problem, meanings=meanings)
