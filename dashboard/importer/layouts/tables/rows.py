"""Sorts the rows of a table: units, sections, totals that must agree with their parts, and notes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dashboard.importer.layouts.grids.blocks import Block
from dashboard.importer.layouts.tables.columns import Column
from dashboard.importer.layouts.tables.table import is_nothing
from dashboard.importer.layouts.words.lexicon import key_of, stable_key
from dashboard.importer.matching.short_forms import long_form

TOTAL = re.compile(
    r"(tong cong|tong so|tong|cong|grand total|total|sum|toan (?:tinh|huyen|thanh pho|quan|thi xa|cum|xa|don vi)"
    r"|(?:luy ke|cong|tong) (?:cac trang|trang|cum)\b.*)(?! an\b)(?= |$)"
)
GRAND = re.compile(r"(tong cong|tong so|tong toan|tong$|toan |grand total)")
ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?=[.)\s/-]|$)")
# In front of a name, "X." is no ten but a commune (xã).
NUMERAL = re.compile(r"(?!X\.)[IVX]+[.)]")
AREA = re.compile(r"(huyen|quan|thi xa|thanh pho|tinh) \w")
COMMUNE = re.compile(r"(xa|phuong|thi tran|dac khu) \w")
END = re.compile(r"(ghi chu|noi nhan|nguoi lap|luu y|chu thich)\b")

NOTHING_SAID: Mapping[str, str] = {}


@dataclass(frozen=True)
class Row:
    """One row of a table; ``kind`` is unit, section, total (of everything) or subtotal (of its group)."""

    line: int
    kind: str
    name: str
    group: int = 0
    ordinal: str = ""
    has_figures: bool = False
    is_said: bool = False


def sorted_rows(
    block: Block,
    columns: list[Column],
    nothing: frozenset[str],
    is_unit: Callable[[str], bool],
    said: Mapping[str, str] = NOTHING_SAID,
) -> list[Row]:
    """The rows that matter, in their order; notes are left out. ``said`` holds what a person said of rows."""
    found: list[Row] = []
    numbers = [column for column in columns if column.role == "number"]
    carried = ""
    for line in block.body:
        ordinal, name = ordinal_and_name(block, columns, line)
        given = [cell for column in numbers if not is_nothing(cell := block.grid.cell(line, column.place), nothing)]
        is_filled = any(block.grid.cell(line, column.place) for column in numbers)
        if END.match(key_of(name)):
            break
        if not name and is_filled and is_labelled(block, columns, line):
            name = carried
        if not (name or given):
            continue
        if is_filled:
            carried = name
        found.append(Row(line, "filled" if is_filled else "", name, 0, ordinal, any(map(has_digit, given))))
    return grouped(
        [as_said(row, said) for row in kinds_of(found, is_unit) if said.get(stable_key(row.name)) != "other"]
    )


def as_said(row: Row, said: Mapping[str, str]) -> Row:
    """The row as a person said that it is."""
    kind = {"unit": "unit", "total": "subtotal"}.get(said.get(stable_key(row.name), ""))
    return replace(row, kind=kind, is_said=True) if kind else row


def has_digit(cell: str) -> bool:
    """Whether a cell may hold a number."""
    return any(letter.isdigit() for letter in cell) or cell.startswith(("=", "#"))


def is_labelled(block: Block, columns: list[Column], line: int) -> bool:
    """Whether a row says what its numbers are: then a unit's cell left empty means the unit above."""
    return any(column.role in ("label", "as_of") and block.cell(line, column.place) for column in columns)


def ordinal_and_name(block: Block, columns: list[Column], line: int) -> tuple[str, str]:
    """The number and the name of a row; where the name's cell is empty, the first words left of the numbers."""
    ordinals = [column.place for column in columns if column.role == "ordinal"]
    ordinal = block.grid.cell(line, ordinals[0]) if ordinals else ""
    units = [column.place for column in columns if column.role == "unit"]
    name = block.cell(line, units[0]) if units else ""
    if not name:
        first = min((column.place for column in columns if column.role == "number"), default=0)
        aside = {column.place for column in columns if column.role in ("label", "as_of", "note")} if units else set()
        places = [place for place in range(block.columns.start, first) if place not in aside]
        name = next(
            (cell for place in places if (cell := block.grid.cell(line, place)) and not has_only_digits(cell)), ""
        )
    return ordinal, name


def has_only_digits(cell: str) -> bool:
    """Whether a cell is a bare number."""
    return cell.strip("().").isdigit()


def kinds_of(found: list[Row], is_unit: Callable[[str], bool]) -> list[Row]:
    """Each row's kind; what is neither numbered nor named like a unit and holds no figure is a section or a note."""
    names = {row.line: key_of(long_form(row.name)) for row in found}
    has_communes = any(COMMUNE.match(name) for name in names.values())
    has_others = any(row.ordinal and not ROMAN.match(row.ordinal) for row in found) or has_communes
    has_arabic = any(row.ordinal.strip("().").isdigit() for row in found)
    rows = []
    for row in found:
        is_roman = bool(ROMAN.match(row.ordinal) or (not row.ordinal and NUMERAL.match(row.name)))
        is_area, is_commune = bool(AREA.match(names[row.line])), bool(COMMUNE.match(names[row.line]))
        if TOTAL.match(key_of(row.name)):
            kind = "subtotal"
        elif (is_roman and has_others and has_arabic and not is_commune) or (
            is_area and (has_communes or not row.has_figures)
        ):
            kind = "section"
        elif row.has_figures or (row.kind and (row.ordinal.isdigit() or is_commune)):
            kind = "unit"
        elif not row.kind and not (is_commune and is_unit(row.name)) and not row.ordinal.isdigit():
            kind = "section"
        else:
            continue
        rows.append(replace(row, kind=kind))
    return rows


def is_total_or_unit(name: str, is_unit: Callable[[str], bool]) -> bool:
    """Whether a row may be a total or a unit that is called so: Cộng Hòa, Tổng Cọt, without "xã" before it."""
    return bool(TOTAL.match(key_of(name))) and is_unit(name)


def grouped(rows: list[Row]) -> list[Row]:
    """The rows with the group that each belongs to; a total of everything is no total of its group."""
    group, in_group, sorted_out = 0, 0, []
    totals = [row.line for row in rows if row.kind == "subtotal"]
    sections = sum(row.kind == "section" for row in rows)
    for row in rows:
        if row.kind == "section":
            group, in_group = group + 1, 0
        kind = row.kind
        if kind == "subtotal" and is_grand(row, in_group, totals, sections, group):
            kind = "total"
        sorted_out.append(replace(row, kind=kind, group=group))
        in_group += kind == "unit"
        if kind == "subtotal" and in_group:
            group, in_group = group + 1, 0
    return sorted_out


def is_grand(row: Row, in_group: int, totals: list[int], sections: int, group: int) -> bool:
    """Whether a total is of the whole table: it stands before or behind everything, or is the only one."""
    if len(totals) == 1 and sections <= 1:
        return True
    if sections and group == 0:
        return True
    if row.line == totals[-1]:
        return not in_group or bool(GRAND.match(key_of(row.name)))
    return row.line == totals[0] and not in_group and not sections
