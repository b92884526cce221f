"""What came of a file: the rows accepted, the rows set aside with their reasons, or the refusal of the whole."""

from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.importer.asides import SheetAside
from dashboard.importer.elsewhen import Elsewhen
from dashboard.text import Text


@dataclass(frozen=True)
class Problem:
    """One cell that breaks a rule; ``reason`` is the rule's name, ``elsewhen`` the units of other days it may mean."""

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    reason: str
    detail: str = ""
    elsewhen: tuple[Elsewhen, ...] = ()

    def message(self, text: Text) -> str:
        """What is wrong and what to do, in the reader's language."""
        return text(
            f"importer.reason.{self.reason}",
            column=self.column or "",
            value=self.value or "",
            detail="; ".join(unit.in_words(text) for unit in self.elsewhen) or self.detail,
        )

    def as_json(self, text: Text) -> dict[str, Any]:
        """The documented shape of one problem."""
        names = ("file", "sheet", "row", "column", "value", "reason")
        return {name: getattr(self, name) for name in names} | {"message": self.message(text)}


@dataclass(frozen=True)
class Notice:
    """Something that a reader of the result should know and that is no fault; ``notice`` is the name of its words."""

    notice: str
    sheet: str | None = None
    detail: str = ""

    def message(self, text: Text) -> str:
        """What there is to know, in the reader's language."""
        return text(f"importer.notice.{self.notice}", sheet=self.sheet or "", detail=self.detail)

    def as_json(self, text: Text) -> dict[str, Any]:
        """The documented shape of one notice."""
        return {"notice": self.notice, "sheet": self.sheet, "message": self.message(text)}


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
    ``set_aside`` are the rows of the problems, ``returned`` the workbook that was saved of them.
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
    set_aside: tuple[SheetAside, ...] = field(default=())
    returned: str | None = None

    @property
    def units(self) -> int:
        """How many units the accepted rows speak of."""
        return len(self.unit_keys)

    def with_version(self, version: str | None) -> "ImportResult":
        """The same result, naming the warehouse version that holds it."""
        return replace(self, version=version)

    def as_refused(self) -> "ImportResult":
        """The result of a file of which nothing can be taken."""
        return ImportResult(
            self.file,
            "refused",
            kind=self.kind,
            quarantined_rows=self.quarantined_rows,
            problems=self.problems,
            set_aside=self.set_aside,
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
        }


class ExportRejected(Exception):
    """A file that cannot be taken at all: the sender's to mend. Carries the problems that say why.

    ``meanings`` are its columns where they were found but make no table yet.
    """

    def __init__(
        self,
        *problems: Problem,
        kind: str | None = None,
        quarantined_rows: int = 0,
        meanings: tuple[Meaning, ...] = (),
    ) -> None:
        super().__init__("; ".join(f"{problem.file}: {problem.reason}" for problem in problems[:1]))
        self.problems, self.kind, self.quarantined_rows = problems, kind, quarantined_rows
        self.meanings = meanings


class WarehouseRefused(Exception):
    """The new warehouse breaks a check; the version before stays in place."""

    def __init__(self, check: str, rows: list[str]) -> None:
        super().__init__(f"{check}: {len(rows)}")
        self.check, self.rows = check, rows
