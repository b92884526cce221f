"""What each column of a table holds: units, labels that qualify numbers, numbers, or what is not read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dashboard.importer.layouts.grids.blocks import Block
from dashboard.importer.layouts.words.lexicon import (
    BETWEEN,
    LEVELS,
    STAGES,
    Lexicon,
    Reading,
    answered,
    column_key,
    key_of,
)
from dashboard.importer.layouts.words.meaning import OTHERS

# The columns of a list, as they are called in a table.
ROLES = {"unit_name": "unit", "parent_name": "parent"}
# The columns that say something of a row other than what its numbers are.
ASIDE = ("ordinal", "unit_code", "parent", "as_of", "note", "person")
# This share of a column's cells must name units for it to be the units' column without a heading that says so.
MOSTLY = 0.6
# A day over a column in short; several side by side are days, one alone may be anything.
SHORT_DAY = re.compile(r"\d{1,2}/\d{1,2}")


@dataclass(frozen=True)
class Column:
    """A column: its words from top to bottom, how they read, and its role.

    ``role`` is unit, unit_code, parent, ordinal, as_of, note, person, label, number, or "" for what is not read;
    ``explained`` is what a person said it is.
    """

    place: int
    written: str
    readings: tuple[Reading, ...]
    role: str
    explained: str | None = None

    def has(self, *tags: str) -> bool:
        """Whether its words have one of the tags."""
        return any(reading.has(*tags) for reading in self.readings)


def columns_of(block: Block, lexicon: Lexicon, is_unit: Callable[[str], bool]) -> list[Column]:
    """The columns of a table with their roles; at most one names the units."""
    keys: list[str] = []
    found = []
    for place in block.columns:
        keys.append(column_key(BETWEEN.join(block.heads[place])))
        found.append(column_of(block, lexicon, place, keys.count(keys[-1])))
    units = [column for column in found if column.role == "unit"]
    if not units:
        candidates = [column for column in found if column.role in ("label", "parent") and not column.has(*OTHERS)]
        best = max(candidates, key=lambda column: share(block, column, is_unit), default=None)
        units = [best] if best and (share(block, best, is_unit) >= MOSTLY or best.role == "parent") else []
    elif len(units) > 1:
        units = [max(units, key=lambda column: share(block, column, is_unit))]
    return [with_role(column, units) for column in found]


def with_role(column: Column, units: Sequence[Column]) -> Column:
    """The column as the one of units, or as any other."""
    if column in units:
        return Column(column.place, column.written, column.readings, "unit", column.explained)
    role = "parent" if column.role == "unit" else column.role
    return Column(column.place, column.written, column.readings, role, column.explained)


def column_of(block: Block, lexicon: Lexicon, place: int, nth: int) -> Column:
    """A column by its words and by whether it holds words or numbers; the ``nth`` with the same stable words."""
    parts = block.heads[place]
    written = BETWEEN.join(parts)
    readings = tuple(
        replace(lexicon.read(f"ngày {part}", where="head"), written=part)
        if SHORT_DAY.fullmatch(part) and are_days(block)
        else lexicon.read(part, where="head")
        for part in parts
    )
    if derived := derived_by(block.formulas.get(place, "")):
        readings += (Reading(block.formulas[place], (derived,)),)
    explained = explanation(lexicon, written, nth) if written else None
    if explained is None:
        return Column(place, written, readings, role_of(block, place, readings))
    if set(explained.split()) & {*OTHERS, *STAGES, *LEVELS, "cumulative", "filler"}:
        if " " in explained:
            # Whoever names stage and level speaks of the number itself, whatever its heading says.
            moments = tuple(moment for reading in readings for moment in reading.moments)
            readings = (Reading(written, moments=moments),)
        readings = tuple(answered(reading, explained) for reading in readings)
        is_left_out = place in block.labels and bool(set(explained.split()) & set(OTHERS))
        role = "number" if place in block.numbers else "" if is_left_out else role_of(block, place, readings)
        return Column(place, written, readings, role, explained)
    return Column(place, written, readings, ROLES.get(explained, explained), explained)


def are_days(block: Block) -> bool:
    """Whether different days in short stand over several columns: "13/5", "14/5"."""
    return len({part for parts in block.heads.values() for part in parts[-1:] if SHORT_DAY.fullmatch(part)}) > 1


def derived_by(formula: str) -> str:
    """What the numbering of a column makes of its numbers: "(5)=(4)/(3)" is a share, "(5)=(4)-(3)" a difference."""
    rule = formula.partition("=")[2]
    return "percent" if re.search(r"[/:%]", rule) else "change" if re.search(r"[-–]", rule) else ""


def column_name(column: Column, columns: Sequence[Column]) -> str:
    """The words by which an answer names a column; with its number where several have the same."""
    alike = [one.place for one in columns if column_key(one.written) == column_key(column.written)]
    return column.written if len(alike) == 1 else f"{column.written} #{alike.index(column.place) + 1}"


def explanation(lexicon: Lexicon, written: str, nth: int) -> str | None:
    """What a person said that a column is: by its words as they are, or without what changes from week to week."""
    key = column_key(written)
    for name in (f"{key} #{nth}", key_of(written), key):
        if name in lexicon.explained:
            return lexicon.explained[name]
    return None


def role_of(block: Block, place: int, readings: Sequence[Reading]) -> str:
    """The role of a column from its innermost words first."""
    is_label, is_number = place in block.labels, place in block.numbers
    if not is_label and not is_number:
        return ""
    tags = [tag for reading in reversed(readings) for tag in reading.tags]
    if not set(tags) & set(STAGES):
        is_known = not any(reading.unknown for reading in readings)
        if "aside" in tags and is_known:
            return ""
        for role in ("person", "ordinal", "unit_code", "note"):
            if role in tags and (is_known or role in ("person", "note")) and (role != "note" or is_label):
                return role
        if "as_of" in tags and is_known and (is_label or not set(tags) & {"number", "object"}):
            return "as_of"
        for role in ("unit", "parent"):
            if role in tags and (is_label or not set(tags) & set(OTHERS)):
                return role
        if "level_head" in tags and is_number and are_levels(block, place):
            return "label"
    if is_label and is_of_dates(block, place):
        return "as_of"
    return "label" if is_label else "number"


def are_levels(block: Block, place: int) -> bool:
    """Whether a column of numbers holds nothing but levels."""
    cells = {block.cell(row, place) for row in block.body}
    return cells <= {"", "1", "2", "01", "02", "3"} and bool(cells & {"1", "2", "01", "02"})


def is_of_dates(block: Block, place: int) -> bool:
    """Whether a column holds dates."""
    from dashboard.importer.layouts.grids.blocks import DATE

    cells = [words for row in block.body if (words := block.grid.cell(row, place))]
    return bool(cells) and sum(bool(DATE.fullmatch(words)) for words in cells) > len(cells) / 2


def share(block: Block, column: Column, is_unit: Callable[[str], bool]) -> float:
    """The share of a column's cells that name units."""
    cells = [words for row in block.body if (words := block.grid.cell(row, column.place))]
    return sum(map(is_unit, cells)) / len(cells) if cells else 0.0
