"""Sorts the rows below a header: units, sections, totals that must agree with their parts, and notes."""

import re
from dataclasses import dataclass
from itertools import pairwise

from dashboard.exports.header import heading_key
from dashboard.importer.layouts.grid import Grid
from dashboard.importer.layouts.heads import Head
from dashboard.importer.matching.short_forms import long_form

TOTAL = re.compile(r"(tong cong|tong so|tong|cong|toan (?:tinh|huyen|thanh pho|quan|thi xa))\b(?! an\b)")
GRAND = re.compile(r"(tong cong|tong so|tong toan|tong$|toan )")
ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?=[.)\s/-]|$)")
# In front of a name, "X." is no ten but a commune (xã).
NUMERAL = re.compile(r"(?!X\.)[IVX]+[.)]")
AREA = re.compile(r"(huyen|quan|thi xa|thanh pho|tinh) \w")
COMMUNE = re.compile(r"(xa|phuong|thi tran|dac khu) \w")
END = re.compile(r"(ghi chu|noi nhan|nguoi lap|luu y)\b")
INDEX = re.compile(r"\(?([A-Za-z]|\d{1,2})\)?(?: ?=.*)?")
NOTHING = {"", "-", "–", "—", "--", "---"}


@dataclass(frozen=True)
class Row:
    """One row of a table; ``kind`` is unit, section, total (of everything) or subtotal (of its group)."""

    line: int
    kind: str
    name: str
    group: int = 0


def sorted_rows(grid: Grid, head: Head, nothing: frozenset[str]) -> list[Row]:
    """The rows that matter, in their order; notes and rows of column numbers are left out."""
    found: list[tuple[int, str, str, bool]] = []
    for line in range(head.last + 1, len(grid.rows)):
        ordinal, name = ordinal_and_name(grid, head, line)
        counts = [grid.cell(line, column.place) for column in head.counts]
        given = [cell for cell in counts if cell not in NOTHING and heading_key(cell) not in nothing]
        if END.match(heading_key(name)):
            break
        if is_numbering(grid, line) or not (name or given):
            continue
        found.append((line, ordinal, name, any(map(has_digit, given))))
    return grouped(kinds_of(found, grid, head))


def has_digit(cell: str) -> bool:
    """Whether a cell may hold a number."""
    return any(letter.isdigit() for letter in cell) or cell.startswith("=")


def ordinal_and_name(grid: Grid, head: Head, line: int) -> tuple[str, str]:
    """The number and the name of a row; where the name's cell is empty, the first words left of the counts."""
    numbering = head.of("ordinal")
    ordinal = grid.cell(line, numbering.place) if numbering else ""
    unit = head.of("unit") or head.of("parent")
    name = grid.cell(line, unit.place) if unit else ""
    if not name:
        before = range(min(column.place for column in head.counts))
        name = next((cell for place in before if (cell := grid.cell(line, place)) and not cell.isdigit()), "")
    return ordinal, name


def is_numbering(grid: Grid, line: int) -> bool:
    """Whether a row numbers the columns: (1) (2) (3) or A B 1 2 3."""
    cells = [cell for place in range(len(grid.rows[line])) if (cell := grid.cell(line, place))]
    if len(cells) < 2 or not all(INDEX.fullmatch(cell) for cell in cells):
        return False
    numbers = [int(match[1]) for cell in cells if (match := INDEX.fullmatch(cell)) and match[1].isdigit()]
    return len(numbers) > 1 and numbers[0] in (1, 2, 3) and all(later == one + 1 for one, later in pairwise(numbers))


def kinds_of(found: list[tuple[int, str, str, bool]], grid: Grid, head: Head) -> list[Row]:
    """Each row's kind; what is neither numbered nor named like a unit and holds no figure is a note."""
    names = {line: heading_key(long_form(name)) for line, _, name, _ in found}
    has_communes = any(COMMUNE.match(name) for name in names.values())
    has_others = any(ordinal and not ROMAN.match(ordinal) for _, ordinal, _, _ in found) or has_communes
    rows = []
    for line, ordinal, name, has_figures in found:
        is_roman = bool(ROMAN.match(ordinal) or (not ordinal and NUMERAL.match(name)))
        is_area = bool(AREA.match(names[line]))
        if TOTAL.match(heading_key(name)):
            kind = "subtotal"
        elif (is_roman and has_others) or (is_area and (has_communes or not has_figures)):
            kind = "section"
        elif has_figures or (is_filled(grid, head, line) and (ordinal.isdigit() or COMMUNE.match(names[line]))):
            kind = "unit"
        else:
            continue
        rows.append(Row(line, kind, name))
    return rows


def is_filled(grid: Grid, head: Head, line: int) -> bool:
    """Whether a count's cell holds anything."""
    return any(grid.cell(line, column.place) for column in head.counts)


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
        sorted_out.append(Row(row.line, kind, row.name, group))
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
        return not in_group or bool(GRAND.match(heading_key(row.name)))
    return row.line == totals[0] and not in_group and not sections
