"""Columns of targets in reports: what is offered of them, the terms on which they come in, and what that changes."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard import formats
from dashboard.text import Text

# What becomes of a unit: it is asked for something by this issuer for the first time, for another number or by another
# day, or for the same as before.
Kind = Literal["new", "changed", "same"]
KINDS: tuple[Kind, ...] = ("changed", "new", "same")
# More units no one reads on a terminal.
LISTED = 20


@dataclass(frozen=True)
class Terms:
    """What a report does not say of its targets, and a person must: who sets them, from which day, until which.

    Days are in ISO form.
    """

    issuer: str
    start_date: str
    deadline: str
    document: str = ""

    @property
    def given(self) -> dict[str, str]:
        """The same as values of the columns that a file of targets has."""
        named = {"issuer": self.issuer, "start_date": self.start_date, "deadline": self.deadline}
        return named | ({"document": self.document} if self.document else {})


def part_of(headings: Sequence[str] = ("chỉ tiêu",)) -> str:
    """What columns of a report are called as an export of their own, behind the name of their file."""
    return f"cột {', '.join(dict.fromkeys(headings))}"


@dataclass(frozen=True)
class TargetColumn:
    """Targets under one heading of a report: of how many units, their sum, and whether stage and level are said."""

    heading: str
    says_stage: bool
    says_level: bool
    units: int
    total: int


@dataclass(frozen=True)
class Standing:
    """A target that was set before."""

    value: int
    issuer: str
    start_date: str
    deadline: str


@dataclass(frozen=True)
class Asked:
    """What a unit is asked for by a file, and the target that stood before.

    That is the one that it replaces, else the one in force on its first day by the same issuer, else by another.
    """

    edition: str
    unit_code: str
    issuer: str
    level: str
    stage: str
    start_date: str
    deadline: str
    value: int
    unit_name: str = ""
    before: Standing | None = None

    @property
    def kind(self) -> Kind:
        if self.before is None or self.before.issuer != self.issuer:
            return "new"
        said = Standing(self.value, self.issuer, self.start_date, self.deadline)
        return "same" if self.before == said else "changed"


@dataclass(frozen=True)
class Sums:
    """Of one stage and level: what a file asks for, and of those units that were asked for something before, both."""

    stage: str
    level: str
    value: int
    units: int
    before: int
    value_of_those: int
    units_before: int


def sums_of(rows: Sequence[Asked]) -> list[Sums]:
    """The sums of each stage and level: levels are never added up, for one sheet may have them and their sum."""
    found = []
    for stage, level in dict.fromkeys((row.stage, row.level) for row in rows):
        own = [row for row in rows if (row.stage, row.level) == (stage, level)]
        known = [(row.value, row.before.value) for row in own if row.before and row.kind != "new"]
        now, before = (sum(pair[place] for pair in known) for place in (0, 1))
        found.append(Sums(stage, level, sum(row.value for row in own), len(own), before, now, len(known)))
    return found


def summary(rows: Sequence[Asked], text: Text) -> list[str]:
    """What the targets of a file change, in sentences."""
    counted = Counter(row.kind for row in rows)
    if counted["same"] == len(rows):
        return [text("asked.nothing_changes", n=len(rows))]
    parts = ", ".join(text(f"asked.{kind}", n=counted[kind]) for kind in KINDS if counted[kind])
    return [text("asked.changes", parts=parts), *(sum_in_words(one, text) for one in sums_of(rows))]


def sum_in_words(one: Sums, text: Text) -> str:
    """The sum of a file, and how far it is from what the same units were asked for before."""
    figure = f"{text(f'stage.{one.stage}')} · {text(f'level.{one.level}')}"
    value, before = (formats.count(number, text.language) for number in (one.value, one.before))
    said = text("asked.sum", figure=figure, value=value, n=one.units)
    if not one.units_before:
        return said
    change = formats.signed(one.value_of_those - one.before, text.language, 0)
    return f"{said} {text('asked.sum_before', value=before, n=one.units_before, change=change)}"


def before_in_words(row: Asked, text: Text) -> str:
    """The target that stood before, by whom and until when: "1.000 (Bộ Công an, đến hết 31/12/2026)"."""
    if row.before is None:
        return text("asked.none")
    value = formats.count(row.before.value, text.language)
    deadline = formats.date(dt.date.fromisoformat(row.before.deadline))
    return text("asked.before", value=value, issuer=text(f"issuer.{row.before.issuer}"), deadline=deadline)


def change_in_words(row: Asked, text: Text) -> str:
    """The difference from what stood before; none where nothing did, or nothing changes."""
    if row.before is None:
        return "–"
    if row.kind == "same":
        return text("asked.as_before")
    if row.kind == "changed" and row.value == row.before.value:
        return text("asked.other_days")
    return formats.signed(row.value - row.before.value, text.language, 0)


def lines(rows: Sequence[Asked], text: Text, *, batch: str | None) -> list[str]:
    """The same for a terminal: what changes unit by unit, and of what came in the way back."""
    said = [f"  {words}" for words in summary(rows, text)]
    changed = [row for row in rows if row.kind != "same"]
    for row in changed[:LISTED]:
        value = formats.count(row.value, text.language)
        change = f" ({change_in_words(row, text)})" if row.before else ""
        said.append(f"  - {row.unit_name}: {before_in_words(row, text)} → {value}{change}")
    if len(changed) > LISTED:
        said.append("  " + text("changes.more", n=len(changed) - LISTED))
    return [*said, "  " + text("changes.way_back", batch=batch)] if batch else said


def as_json(rows: Sequence[Asked]) -> list[dict[str, object]]:
    """The documented list of a file's targets."""
    return [row.__dict__ | {"kind": row.kind, "before": row.before.__dict__ if row.before else None} for row in rows]
