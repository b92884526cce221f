"""What came of a file: the rows accepted, the rows in quarantine with their reasons, or the refusal of the whole."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.exports import changes, reasons, targets
from dashboard.exports.changes import Changes
from dashboard.exports.privacy import MASK, kept_name, masked
from dashboard.exports.questions import Question
from dashboard.exports.reasons import Reader
from dashboard.exports.sketches import NO_LOOK, Look
from dashboard.exports.targets import Asked
from dashboard.text import Text

# A file with more problems than this is broken as a whole; the rest is counted, not listed.
LISTED = 10_000
# Questions about words within a row: all others quote headings and lines around a table.
OF_A_ROW = ("row_is_certain", "remark_is_understood")
# Rules whose detail are words of the file.
QUOTING = (*OF_A_ROW, "words_are_understood", "title_names_target", "numbers_are_counts")
# Of the units that took over, so many are named.
NAMED_SUCCESSORS = 12


@dataclass(frozen=True)
class UnitOfOtherDates:
    """One unit of other days. ``case`` names its words; between ``last`` and ``first`` lies the change."""

    case: str
    unit: str
    last: dt.date
    first: dt.date
    others: tuple[str, ...]

    def in_words(self, text: Text) -> str:
        """The sentence in the reader's language, without its full stop."""
        days = {"last": f"{self.last:%d/%m/%Y}", "first": f"{self.first:%d/%m/%Y}"}
        named = ", ".join(self.others[:NAMED_SUCCESSORS]) + (", …" if len(self.others) > NAMED_SUCCESSORS else "")
        return text(f"importer.units_of_other_dates.{self.case}", unit=self.unit, others=named, **days)


@dataclass(frozen=True)
class QuarantinedColumn:
    """A column of a sheet: as problems name it, as the sender heads it (empty: it is ours), and whether it counts."""

    name: str
    heading: str
    field: str
    is_count: bool = False


@dataclass(frozen=True)
class QuarantinedRow:
    """A row that was quarantined: the line it stood on, and its cells; none where it could not be taken apart."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class QuarantinedSheet:
    """The rows of one sheet (None outside of workbooks) that were quarantined, in their order."""

    sheet: str | None
    columns: tuple[QuarantinedColumn, ...]
    rows: tuple[QuarantinedRow, ...]


@dataclass(frozen=True)
class Problem:
    """One cell that breaks a rule; ``reason`` is the rule's name, ``units_of_other_dates`` what its unit may mean.

    ``against`` is the place (sheet, row, column) that says otherwise, ``parts`` are named parts of the message, such as
    sizes in bytes and codes.
    """

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    reason: str
    detail: str = ""
    units_of_other_dates: tuple[UnitOfOtherDates, ...] = ()
    against: tuple[str | None, int | None, str | None] | None = None
    parts: tuple[tuple[str, str], ...] = ()
    # The argument of `import` that answers, where the problem is a question, and what else may stand in it.
    answer: str = ""
    or_else: str = ""
    # Whether value and detail may be kept; else they are words of a row that were not understood, to be seen once.
    is_kept: bool = True

    def as_kept(self) -> "Problem":
        """The same as it may be kept: without words of a row that were not understood."""
        if self.is_kept:
            return self
        covered = replace(self, value=self.value and MASK)
        return replace(covered, detail=MASK, answer="", or_else="") if self.reason in QUOTING else covered

    def message(self, text: Text, reader: Reader = "sender") -> str:
        """What is wrong and what to do, in the reader's language."""
        return reasons.message(self, text, reader)

    def place(self, text: Text) -> str:
        """Where it is: sheet, row, column."""
        return reasons.place(self.sheet, self.row, self.column, text)

    def as_json(self, text: Text) -> dict[str, Any]:
        """The documented shape of one problem."""
        names = ("file", "sheet", "row", "column", "value", "reason")
        said = {name: getattr(self, name) for name in names}
        return {**said, "message": self.message(text, "command"), "answer": self.answer or None}


def problem_of(file: str, question: Question) -> Problem:
    """A question as the problem of a file, or of a part of it, that waits for its answer."""
    sheet = masked(question.sheet) if question.sheet else None
    column = masked(question.column) if question.column else None
    # Where the row is known, the place stands beside the message already.
    detail = question.words if question.row else question.detail()
    words, detail, answer = (masked(part) for part in (question.words, detail, question.answer))
    or_else = ", ".join(question.alternatives)
    problem = Problem(file, sheet, question.row, column, words, question.asked, detail, answer=answer, or_else=or_else)
    return replace(problem, is_kept=question.asked not in OF_A_ROW)


@dataclass(frozen=True)
class Notice:
    """Something that a reader of the result should know and that is no fault; ``notice`` is the name of its words."""

    notice: str
    sheet: str | None = None
    detail: str = ""

    def message(self, text: Text, reader: Reader = "sender") -> str:
        """What there is to know, in the reader's language."""
        said = text(f"importer.notice.{self.notice}", sheet=self.sheet or "", detail=self.detail)
        here = f"importer.on_{reader}.{self.notice}"
        return f"{said} {text(here)}" if text.has(here) else said

    def as_json(self, text: Text) -> dict[str, Any]:
        """The documented shape of one notice."""
        return {"notice": self.notice, "sheet": self.sheet, "message": self.message(text, "command")}


@dataclass(frozen=True)
class Meaning:
    """What one column of a sheet was understood to be; an empty meaning is a column that is not read."""

    sheet: str | None
    column: str
    written: str
    meaning: str


@dataclass(frozen=True)
class ImportResult:
    """What one file brought. ``batch`` is None for a refused file and for a dry run.

    ``status`` is accepted, refused or known (the same file was imported before: ``batch`` says as which).
    ``quarantined`` are the rows of the problems, ``returned`` the workbook that was saved of them. ``counts`` are the
    stages and levels of the accepted rows, ``version_before`` the version of the figures that the import replaced, and
    ``changes`` what the pages show otherwise since then; ``targets`` are the accepted rows of a report's columns of
    targets. ``digest`` is the file's, empty for one that was not read.
    """

    file: str
    status: str
    batch: str | None = None
    kind: str | None = None
    accepted_rows: int = 0
    quarantined_rows: int = 0
    unit_keys: frozenset[str] = frozenset()
    period: tuple[str, str] | None = None
    version: str | None = None
    problems: tuple[Problem, ...] = field(default=())
    dropped_columns: tuple[str, ...] = field(default=())
    ignored_sheets: tuple[str, ...] = field(default=())
    notices: tuple[Notice, ...] = field(default=())
    quarantined: tuple[QuarantinedSheet, ...] = field(default=())
    returned: str | None = None
    counts: frozenset[tuple[str, str]] = frozenset()
    version_before: str | None = None
    changes: Changes | None = None
    targets: tuple[Asked, ...] = field(default=())
    digest: str = ""

    @property
    def kept_file(self) -> str:
        """The file's name as it may be kept."""
        return kept_name(self.file, self.digest)

    @property
    def units(self) -> int:
        """How many units the accepted rows speak of."""
        return len(self.unit_keys)

    def with_version(self, version: str | None, before: str | None = None) -> "ImportResult":
        """The same result, naming the warehouse version that holds it, and the one that was in use before."""
        return replace(self, version=version, version_before=before)

    def as_refused(self) -> "ImportResult":
        """The result of a file of which nothing can be taken."""
        return ImportResult(
            self.file,
            "refused",
            kind=self.kind,
            quarantined_rows=self.quarantined_rows,
            problems=self.problems,
            quarantined=self.quarantined,
        )

    def as_json(self, text: Text) -> dict[str, Any]:
        """The documented shape of one file's result."""
        return {
            "file": self.file,
            "status": self.status,
            "batch": self.batch,
            "kind": self.kind,
            "accepted_rows": self.accepted_rows,
            "quarantined_rows": self.quarantined_rows,
            "units": self.units,
            "period": {"from": self.period[0], "to": self.period[1]} if self.period else None,
            "version": self.version,
            "dropped_columns": list(self.dropped_columns),
            "ignored_sheets": list(self.ignored_sheets),
            "notices": [notice.as_json(text) for notice in self.notices],
            "problems": [problem.as_json(text) for problem in self.problems],
            "returned": self.returned,
            "changes": changes.as_json(self.changes) if self.changes else None,
            "targets": targets.as_json(self.targets) if self.targets else None,
        }


class ExportRejected(Exception):
    """A file that cannot be taken at all: the sender's to mend. Carries the problems that say why.

    ``meanings`` are its columns where they were found but make no table yet, ``questions`` what must be answered first;
    ``draw`` makes its ``look`` as long as the staging database is open.
    """

    def __init__(
        self,
        *problems: Problem,
        kind: str | None = None,
        quarantined_rows: int = 0,
        meanings: tuple[Meaning, ...] = (),
        questions: tuple[Question, ...] = (),
        look: Look = NO_LOOK,
    ) -> None:
        super().__init__("; ".join(f"{problem.file}: {problem.reason}" for problem in problems[:1]))
        self.problems, self.kind, self.quarantined_rows = problems, kind, quarantined_rows
        self.meanings, self.questions, self.look = meanings, questions, look
        self.draw: Callable[[], Look] | None = None
