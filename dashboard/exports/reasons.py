"""Words why rows and files are not taken: in the reader's language, with what can be done where the reader is."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from dashboard import code_lists, formats
from dashboard.exports.privacy import MASK
from dashboard.text import Text

if TYPE_CHECKING:
    from dashboard.exports.results import Problem

# Who reads it: the office that gets its rows back, the operator of a command, or the clerk at the page of the upload.
Reader = Literal["sender", "command", "page"]
# With what the words of codes begin in the catalogue: of the parts of a message, and of the values of a column.
CODED = {
    "kind": "importer.kind.",
    "kinds": "importer.kind.",
    "fields": "importer.field.",
    "no_count": "importer.no_count_",
}
VALUES = "importer.word."
# Where nothing says of which edition a unit is.
EDITIONS = "2024|2025"
# Sizes in bytes.
SIZES = ("size", "unpacked", "most")
# In the details of these rules stand codes: a list of values, or the base behind a number of people.
LISTS_VALUES = "word_is_known"
NAMES_A_BASE = ("count_is_not_over_three_times_the_people", "days_are_not_over_three_times_the_people")
# What was seen is said where anything was, in these words.
SEEN = {
    "time_is_given": "importer.only_seen",
    "units_are_named": "importer.only_seen",
    "day_stands_before_month": "importer.as_it_says",
}
IN_BRACKETS = re.compile(r"(\d+) \((\w+)\)")
BETWEEN_CODES = re.compile(r"\s*(?:,|(\|))\s*")
# A time that was found in a line above the table stands in the rows in this form.
MOMENT = "%Y-%m-%d %H:%M"


def message(problem: "Problem", text: Text, reader: Reader) -> str:
    """What is wrong, and what to do about it where the reader is."""
    values = {"edition": EDITIONS} | {name: part_in_words(name, value, text) for name, value in problem.parts}
    if no_count := dict(problem.parts).get("no_count"):
        own = f"importer.instead_{no_count}"
        values["instead"] = text(own if text.has(own) else "importer.instead_all")
    values |= {
        "column": column_in_words(problem.column or "", text),
        "value": value_in_words(problem, text),
        "detail": detail_in_words(problem, text),
    }
    said, here = text(f"importer.reason.{problem.reason}", **values), f"importer.on_{reader}.{problem.reason}"
    covered = text("importer.covered") if problem.value == MASK and MASK in said else ""
    parts = [said, covered, text(here, **values) if text.has(here) else ""]
    if reader == "command" and problem.answer:
        parts.append(text("command.answer", answer=problem.answer))
        parts += [text("command.or_else", meanings=problem.or_else)] if problem.or_else else []
    return " ".join(part for part in parts if part)


def part_in_words(name: str, value: str, text: Text) -> str:
    """A named part of a message: codes by their words, sizes in kB or MB."""
    if name in CODED:
        return codes_in_words(value, CODED[name], text)
    return formats.size(int(value), text.language) if name in SIZES else value


def codes_in_words(codes: str, beginning: str, text: Text) -> str:
    """The words of codes that commas divide, or a stroke where one of them is enough."""
    found: list[str] = []
    for turn, code in enumerate(BETWEEN_CODES.split(codes)):
        if turn % 2:
            found.append(f" {text('importer.or')} " if code else ", ")
        elif code:
            found.append(word_of(code, beginning, text))
    return "".join(found)


def word_of(code: str, beginning: str, text: Text) -> str:
    """The word of a code; what has none is its own word, as the hours of hour_band.07-11 are."""
    key = f"{beginning}{code}"
    field, _, value = code.rpartition(".")
    if field in code_lists.FILES:
        return code_lists.name(field, value, text.language)
    return text(key) if text.has(key) else value


def column_in_words(column: str, text: Text) -> str:
    """A column by its heading; one that the file does not have bears a name of ours, which has its words."""
    return text(f"importer.field.{column}") if text.has(f"importer.field.{column}") else column


def value_in_words(problem: "Problem", text: Text) -> str:
    """The cell as it was written; a time from a line above the table as the reader's language writes times."""
    value = problem.value or ""
    if problem.reason == "numbers_are_counts" and value:
        return " " + text("importer.as_it_says", words=value)
    if text.has(f"importer.field.{problem.column}"):
        try:
            return formats.moment(dt.datetime.strptime(value, MOMENT))
        except ValueError:
            return value
    return value


def detail_in_words(problem: "Problem", text: Text) -> str:
    """What the rule adds: candidates, numbers, the place that a row contradicts."""
    if problem.units_of_other_dates:
        return "; ".join(unit.in_words(text) for unit in problem.units_of_other_dates)
    if problem.against:
        sheet, row, column = problem.against
        is_same_row = (sheet, row) == (problem.sheet, problem.row)
        return place(None if sheet == problem.sheet else sheet, None if is_same_row else row, column, text)
    if problem.reason == LISTS_VALUES:
        return codes_in_words(problem.detail, VALUES, text)
    if problem.reason in NAMES_A_BASE:
        return IN_BRACKETS.sub(lambda one: f"{one[1]} ({word_of('base.' + one[2], VALUES, text)})", problem.detail)
    if problem.reason in SEEN and problem.detail:
        return " " + text(SEEN[problem.reason], words=problem.detail)
    return problem.detail


def place(sheet: str | None, row: int | None, column: str | None, text: Text) -> str:
    """Where something stands: sheet, row, column; the whole file where none of them is known."""
    return places(sheet, [row] if row else [], column, text)


def places(sheet: str | None, rows: Sequence[int], column: str | None, text: Text) -> str:
    """The same of several rows of one column."""
    parts = [
        text("command.place_sheet", sheet=sheet) if sheet else "",
        text("command.place_row", row=", ".join(map(str, rows))) if rows else "",
        text("command.place_column", column=column_in_words(column, text)) if column else "",
    ]
    return ", ".join(part for part in parts if part) or text("command.whole_file")
