"""What only the columns beside a column tell of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dashboard.importer.layouts.tables.columns import Column
from dashboard.importer.layouts.words.lexicon import STAGES, Reading, key_of
from dashboard.importer.layouts.words.meaning import OTHERS

# The week, month or period that a report is of.
NOW = re.compile(r"\b(tuan|ky|thang|quy) (nay|bao cao)\b")


def resolved(columns: Sequence[Column]) -> list[Column]:
    """The columns with what only their neighbours tell: weeks side by side, "đạt" beside a target, KH beside others."""
    return of_this_span(in_weeks(done_beside_targets(activated_beside_stages(levels_of_a_stage(list(columns))))))


def levels_of_a_stage(columns: list[Column]) -> list[Column]:
    """ "Trong đó: mức 1, mức 2" behind the accounts of a stage are those of its levels."""
    found: list[Column] = []
    whole: tuple[str, ...] = ()
    for column in columns:
        stages = {tag for reading in column.readings for tag in reading.of(STAGES)}
        is_part = column.has("within") and column.has("1", "2") and not stages and not column.has(*OTHERS)
        if not is_part:
            whole = tuple(stages) if len(stages) == 1 and not column.has("within", "1", "2", *OTHERS) else ()
        elif whole:
            *outer, inner = column.readings
            column = replace(column, readings=(*outer, replace(inner, tags=(*inner.tags, *whole))))
        found.append(column)
    return found


def activated_beside_stages(columns: list[Column]) -> list[Column]:
    """KH is short for activated beside collected and approved ones; alone it may be a plan."""
    if not all(any(column.has(stage) for column in columns) for stage in ("collected", "approved")):
        return columns
    return [
        replace(
            column,
            readings=tuple(
                replace(reading, tags=(*reading.tags, "activated"), unknown=())
                if [key_of(words) for words in reading.unknown] == ["kh"]
                else reading
                for reading in column.readings
            ),
        )
        for column in columns
    ]


def of_this_span(columns: list[Column]) -> list[Column]:
    """Beside the running total of the last week, or of the last period, that of this one is the count."""
    if not any(column.has("previous") for column in columns):
        return columns
    return [with_tag(column, "flow", "now") if any(map(is_of_now, column.readings)) else column for column in columns]


def is_of_now(reading: Reading) -> bool:
    """Whether words speak of the running total of the span that a report is of."""
    return reading.has("cumulative") and reading.has("flow") and bool(NOW.search(key_of(reading.written)))


def in_weeks(columns: list[Column]) -> list[Column]:
    """Of weeks side by side the latest is the count, the others are earlier ones."""
    weeks = {c.place: int(n) for c in columns for r in c.readings for kind, n in r.numbered if kind == "week"}
    if len(set(weeks.values())) < 2:
        return columns
    latest = max(weeks.values())
    return [
        with_tag(column, "week", "now" if weeks[column.place] == latest else "previous")
        if column.place in weeks
        else column
        for column in columns
    ]


def done_beside_targets(columns: list[Column]) -> list[Column]:
    """What was achieved is a number beside the number that was asked, else it may be a rate."""
    has_targets = any(column.has("target") for column in columns)
    return [
        with_tag(column, "done", "result" if has_targets else "percent") if column.has("done") else column
        for column in columns
    ]


def with_tag(column: Column, before: str, after: str) -> Column:
    """The column with one tag in the place of another."""
    readings = tuple(replace(r, tags=tuple(after if tag == before else tag for tag in r.tags)) for r in column.readings)
    return replace(column, readings=readings)
