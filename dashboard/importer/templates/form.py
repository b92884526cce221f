"""What a template is of, and what Excel lets into its cells: lists of words, whole numbers, days that can be."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from dashboard import code_lists, formats
from dashboard.importer.templates.columns import TITLES, Asked
from dashboard.text import Text
from dashboard.units import Unit

# Whatever language ordered a template, whoever fills it reads and writes Vietnamese.
WORDS = Text("vi")
# The first day that a report may be of, and the last that a deadline may be.
FIRST, LAST = dt.datetime(2022, 1, 1), dt.datetime(2040, 12, 31)
REFORM = dt.datetime(2025, 7, 1)
LARGEST = 99_999_999
# Excel takes no longer list of words into a rule.
LONGEST_LIST = 255


@dataclass(frozen=True)
class Form:
    """What is asked of which units."""

    unit: Unit
    communes: tuple[Unit, ...]
    kind: str
    text: Text

    @property
    def title(self) -> str:
        """What the sheet is, of whom."""
        return WORDS(TITLES[self.kind], unit=self.unit.full_name)

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that name a unit; the one above where the communes lie in several."""
        parents = {commune.parent_code for commune in self.communes}
        return ("unit_code", "unit_name", "parent_name") if len(parents) > 1 else ("unit_code", "unit_name")


NAMES = {"unit_code": "template.unit_code", "unit_name": "template.unit_name", "parent_name": "template.parent_name"}


def listed(asked: Asked) -> list[str]:
    """The words that a column takes, as they stand in its cells."""
    if asked.listed:
        return [entry.words(WORDS.language) for entry in code_lists.entries(asked.listed).values()]
    return [WORDS(key) if key else word for word, key in asked.words.items()]


def rule(asked: Asked, form: Form) -> dict[str, Any]:
    """What Excel lets into a cell, and what it says of it."""
    text = form.text
    found = {
        "input_title": WORDS(asked.heading)[:32],
        "input_message": text(asked.help)[:255],
        "error_title": text("template.not_allowed")[:32],
    }
    if asked.written == "text":
        return found | {"validate": "any"}
    if asked.written == "word" and len(",".join(listed(asked))) > LONGEST_LIST:
        return found | {"validate": "any"}
    if asked.written == "word":
        return found | {"validate": "list", "source": listed(asked), "error_message": text("template.allowed_word")}
    if asked.written == "count":
        bounds = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": LARGEST}
        return found | bounds | {"error_message": text("template.allowed_count")}
    return found | span(asked, form)


def span(asked: Asked, form: Form) -> dict[str, Any]:
    """The days that a cell may hold: those on which the units existed, a deadline later too."""
    is_old = form.unit.edition == "2024"
    first = FIRST if is_old else REFORM
    last = REFORM - dt.timedelta(minutes=1) if is_old and asked.written != "deadline" else LAST
    bounds = {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
    if asked.written == "past" and not is_old:
        said = form.text("template.allowed_past", first=formats.date(first))
        return bounds | {"maximum": "=NOW()", "error_message": said}
    return bounds | {
        "error_message": form.text("template.allowed_date", first=formats.date(first), last=formats.date(last))
    }
