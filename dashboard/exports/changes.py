"""What an import changed on the pages: its units and their total, before and after, on the last day of the file."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard import formats
from dashboard.text import Text

# What became of a unit: figures for the first time, a newer report, another figure of the same time, or nothing.
Kind = Literal["restated", "newer", "first", "same"]
KINDS: tuple[Kind, ...] = ("first", "newer", "restated", "same")
STAGES = ("collected", "approved", "activated")
# More units no one reads on a terminal.
LISTED = 20


@dataclass(frozen=True)
class Figure:
    """Where a unit stood; without a count ``state`` says why. ``reported_at`` is empty where nothing was reported."""

    count: int | None
    state: str
    reported_at: str


NOTHING = Figure(None, "not_reported", "")


@dataclass(frozen=True)
class Changed:
    """One unit, stage and level in the version before the import and in the one after it."""

    edition: str
    unit_code: str
    unit_name: str
    stage: str
    level: str
    before: Figure
    after: Figure

    @property
    def kind(self) -> Kind:
        if not self.before.reported_at:
            return "first" if self.after.reported_at else "same"
        if self.before.reported_at != self.after.reported_at:
            return "newer"
        return "same" if self.before == self.after else "restated"


@dataclass(frozen=True)
class Total:
    """The counts of a stage and level that may be shown, added up; ``hidden`` is how many may not."""

    stage: str
    level: str
    before: int | None
    units_before: int
    after: int | None
    units_after: int
    hidden: int


@dataclass(frozen=True)
class Changes:
    """All that a batch changed on one day's pages; ``restated`` counts the earlier figures that it changed."""

    batch: str
    as_of: str
    rows: tuple[Changed, ...]
    restated: int = 0

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.as_of)

    def by_unit(self) -> dict[tuple[str, str], list[Changed]]:
        """The rows of each unit."""
        found: dict[tuple[str, str], list[Changed]] = {}
        for row in self.rows:
            found.setdefault((row.edition, row.unit_code), []).append(row)
        return found

    def figures(self) -> list[tuple[str, str]]:
        """Stages with their levels, in the order of the stages."""
        return sorted({(row.stage, row.level) for row in self.rows}, key=lambda one: (STAGES.index(one[0]), one[1]))

    def units(self) -> Counter[Kind]:
        """How many units had their first figures, a newer report, another figure, or nothing new."""
        return Counter(kind_of(rows) for rows in self.by_unit().values())

    def totals(self) -> list[Total]:
        """The sum of each stage and level."""
        return [total(stage, level, self.rows) for stage, level in self.figures()]


def kind_of(rows: Iterable[Changed]) -> Kind:
    """What became of a unit, from what became of its stages."""
    found = {row.kind for row in rows}
    order: tuple[Kind, ...] = ("restated", "newer", "first", "same")
    return next(kind for kind in order if kind in found)


def total(stage: str, level: str, rows: Sequence[Changed]) -> Total:
    """The sum of one stage and level. A hidden count is in no sum, or the sum would give it away."""
    own = [row for row in rows if (row.stage, row.level) == (stage, level)]
    before = [row.before.count for row in own if row.before.count is not None]
    after = [row.after.count for row in own if row.after.count is not None]
    hidden = sum(row.after.state == "suppressed" for row in own)
    return Total(
        stage, level, sum(before) if before else None, len(before), sum(after) if after else None, len(after), hidden
    )


def summary(changes: Changes, text: Text) -> list[str]:
    """What became of the units, and what was restated, in sentences."""
    counted = changes.units()
    parts = [text(f"changes.{kind}", n=counted[kind]) for kind in KINDS if counted[kind]]
    said = [text("changes.units", day=formats.date(changes.day), parts=", ".join(parts))]
    if changes.restated:
        said.append(text("changes.restated_earlier", n=changes.restated))
    return said


def figure_in_words(figure: Figure, text: Text) -> str:
    """A count; "chưa có" where there is none yet; a hidden one as hidden."""
    if figure.count is not None:
        return formats.count(figure.count, text.language)
    return text("changes.hidden" if figure.state == "suppressed" else "changes.nothing")


def before_and_after(before: Figure, after: Figure, text: Text) -> str:
    """Both counts and the difference, where both may be shown: "1.200 → 1.250 (+50)"."""
    words = f"{figure_in_words(before, text)} → {figure_in_words(after, text)}"
    if before == after:
        return text("changes.as_before", count=figure_in_words(after, text))
    if before.count is None or after.count is None:
        return words
    return f"{words} ({formats.signed(after.count - before.count, text.language, 0)})"


def total_in_words(one: Total, text: Text) -> str:
    """The sum before and after, each with its units: their number is seldom the same."""
    said = f"{sum_in_words(one.before, one.units_before, text)} → {sum_in_words(one.after, one.units_after, text)}"
    return f"{said} {text('changes.total_hidden', n=one.hidden)}" if one.hidden else said


def sum_in_words(number: int | None, units: int, text: Text) -> str:
    """A sum with its units, or that there is none yet."""
    if number is None:
        return text("changes.nothing")
    return text("changes.of_units", count=formats.count(number, text.language), n=units)


def stage_and_level(stage: str, level: str, text: Text) -> str:
    """What is counted: "Kích hoạt · Mức độ 1"."""
    return f"{text(f'stage.{stage}')} · {text(f'level.{level}')}"


def lines(changes: Changes, text: Text) -> list[str]:
    """The same for a terminal, with the way back."""
    said = [f"  {words}" for words in summary(changes, text)]
    for one in changes.totals():
        named = stage_and_level(one.stage, one.level, text)
        said.append(f"  {text('changes.total', figure=named, change=total_in_words(one, text))}")
    units = list(changes.by_unit().values())
    for rows in units[:LISTED]:
        figures = "; ".join(
            f"{text(f'stage.{row.stage}').lower()} {before_and_after(row.before, row.after, text)}" for row in rows
        )
        said.append(f"  - {rows[0].unit_name}: {figures}")
    if len(units) > LISTED:
        said.append("  " + text("changes.more", n=len(units) - LISTED))
    return [*said, "  " + text("changes.way_back", batch=changes.batch)]


def as_json(changes: Changes) -> dict[str, object]:
    """The documented object of a file's changes."""
    return {
        "as_of": changes.as_of,
        "restated": changes.restated,
        "totals": [one.__dict__ for one in changes.totals()],
        "units": [
            {
                "edition": row.edition,
                "unit_code": row.unit_code,
                "unit_name": row.unit_name,
                "stage": row.stage,
                "level": row.level,
                "kind": row.kind,
                "before": row.before.__dict__,
                "after": row.after.__dict__,
                "page": f"overview?unit={row.unit_code}&edition={row.edition}&as_of={changes.as_of}",
            }
            for row in changes.rows
        ],
    }
