"""The sheets of rows in a returned workbook: the sender's cells, the faults framed, the reasons in the last column."""

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from dashboard.exports.privacy import masked
from dashboard.exports.results import Problem, QuarantinedColumn, QuarantinedRow, QuarantinedSheet
from dashboard.text import Text

if TYPE_CHECKING:
    import xlsxwriter

# A number of this form is the same number in a spreadsheet's cell; anything else stays the text it was.
NUMBER = re.compile(r"0|[1-9]\d{0,8}")
LONGEST_CELL, LONGEST_REASON = 1_000, 10_000
NARROW, WIDE, FOR_REASONS = 8, 40, 90
# Headings of columns that the importer made up; it reads them again.
OWN_HEADINGS = {"as_of": "returned.as_of", "parent_name": "returned.parent_name"}
STYLES = {
    "heading": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E7EBEF"},
    "plain": {"valign": "top"},
    "reason": {"valign": "top", "text_wrap": True},
    # Not by colour alone: it is printed in black, and not everyone sees red.
    "fault": {"valign": "top", "bold": True, "border": 2, "border_color": "#B3261E", "bg_color": "#FAD7D4"},
}
Formats = dict[str, Any]
# Problems by sheet and line.
Said = defaultdict[tuple[str | None, int | None], list[Problem]]


class Returned:
    """One sheet's rows with what is said of them."""

    def __init__(self, sheet: QuarantinedSheet, said: Said, text: Text) -> None:
        self.sheet, self._said, self._text = sheet, said, text

    def headings(self) -> list[str]:
        """The line's number, the sender's own headings, the reasons."""
        text = self._text
        own = [one.heading or text(OWN_HEADINGS.get(one.name, "returned.column")) for one in self.sheet.columns]
        return [text("returned.line"), *own, text("returned.why")]

    def width(self, place: int) -> int:
        """How wide a column must be for its cells; a heading may take two lines."""
        heading = len(self.headings()[place + 1]) // 2
        longest = max((len(row.cells[place]) for row in self.sheet.rows if row.cells), default=0)
        return min(max(heading, longest) + 2, WIDE)

    def faults(self, row: QuarantinedRow) -> set[str]:
        """The columns of a row that are at fault, as problems name them."""
        return {problem.column or "" for problem in self._said[self.sheet.sheet, row.line]}

    def why(self, row: QuarantinedRow) -> str:
        """The reasons of a row, a line each; where there are several, each behind its column."""
        found = self._said[self.sheet.sheet, row.line]
        worded = [(problem.column, masked(problem.as_kept().message(self._text))) for problem in found]
        several = len(worded) > 1
        return "\n".join(f"{column}: {words}" if several and column else words for column, words in worded)


def write_rows(sheet: "xlsxwriter.worksheet.Worksheet", styles: Formats, returned: Returned) -> None:
    """One sheet of rows below a heading that stays in view."""
    columns = returned.sheet.columns
    for at, heading in enumerate(returned.headings()):
        sheet.write_string(0, at, masked(heading), styles["heading"])
    for line, row in enumerate(returned.sheet.rows, start=1):
        faults = returned.faults(row)
        sheet.write_number(line, 0, row.line, styles["plain"])
        for at, (column, cell) in enumerate(zip(columns, row.cells or [""] * len(columns), strict=True), start=1):
            write_cell(sheet, (line, at), column, cell, styles["fault" if column.name in faults else "plain"])
        sheet.write_string(line, len(columns) + 1, returned.why(row)[:LONGEST_REASON], styles["reason"])
    widths = [NARROW, *map(returned.width, range(len(columns))), FOR_REASONS]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, max(width, NARROW))
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    print_set_up(sheet)


def write_cell(
    sheet: "xlsxwriter.worksheet.Worksheet", at: tuple[int, int], column: QuarantinedColumn, cell: str, style: object
) -> None:
    """A cell as it was written: a count as a number, everything else as text."""
    words = masked(cell)[:LONGEST_CELL]
    if column.is_count and NUMBER.fullmatch(words):
        sheet.write_number(*at, int(words), style)
    elif words:
        sheet.write_string(*at, words, style)
    else:
        sheet.write_blank(*at, None, style)


def print_set_up(sheet: "xlsxwriter.worksheet.Worksheet") -> None:
    """As wide as one page, lying, on A4."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
