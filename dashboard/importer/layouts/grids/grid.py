"""A sheet as a grid of text cells, with what a person sees beside the text: merged cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.exports.results import Notice

# Stands for a formula whose value was never stored; no cell of a person says this.
FORMULA = "=?"
# Stands for whatever a spreadsheet shows in the place of a value that it could not find.
ERROR = "#N/A"
# So many days later begins the calendar that workbooks of older Macintosh machines count their days in.
DAYS_TO_1904 = 1462
DAY_NUMBER = re.compile(r"\d{5}(\.\d+)?")
# A table's header stands within the first rows of a sheet.
TOP = 60

Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Remark:
    """What marks a cell beside its words."""

    comment: str = ""
    colour: str = ""
    is_struck: bool = False


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet (None for a text file); rows and columns count from 0, rows may differ in length."""

    sheet: str | None
    rows: list[list[str]]
    merged: tuple[Range, ...] = ()
    notices: tuple[Notice, ...] = ()
    # What a person sees beside the words of cells: a comment, a colour, a stroke through them.
    remarks: Mapping[tuple[int, int], Remark] = field(default_factory=dict)
    since_1904: bool = False

    @cached_property
    def width(self) -> int:
        """The length of the longest row."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def inside(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell under a merged one, the cell that holds the words."""
        return {
            (row, column): first
            for first, last in self.merged
            for row in range(first[0], min(last[0], len(self.rows) - 1) + 1)
            for column in range(first[1], min(last[1], self.width) + 1)
        }

    def cell(self, row: int, column: int) -> str:
        """The words of a cell, single-spaced; empty beyond the end of a row."""
        cells = self.rows[row]
        return " ".join(cells[column].split()) if column < len(cells) else ""

    def seen(self, row: int, column: int) -> str:
        """The words that a person sees there: those of the merged cell that covers it."""
        return self.cell(*self.inside.get((row, column), (row, column)))

    def as_day(self, words: str) -> str:
        """What a cell that holds a time says: the number of a day is counted as most workbooks count it."""
        if not self.since_1904 or not DAY_NUMBER.fullmatch(words):
            return words
        days, point, hours = words.partition(".")
        return f"{int(days) + DAYS_TO_1904}{point}{hours}"


def letters(column: int) -> str:
    """The name of a column in a spreadsheet: A, B … Z, AA."""
    # Loaded where it is needed: it loads the whole library, and a plain list needs none of it.
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
