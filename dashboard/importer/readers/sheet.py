"""One sheet of a workbook as a grid of text: codes stay text, numbers and dates become what a person typed."""

import datetime

from python_calamine import CalamineWorkbook

from dashboard.exports.privacy import masked
from dashboard.exports.results import Notice
from dashboard.importer.layouts.grids.grid import ERROR, FORMULA, Grid, letters
from dashboard.importer.readers.encoding import mended, same_letters
from dashboard.importer.readers.marks import Marks

# Hidden rows and columns that are named; more say no more.
TOLD = 20


def grid_of(book: CalamineWorkbook, name: str, marks: Marks) -> Grid:
    """One sheet; a percentage is written as one, and a formula without a value, or with an error, is no blank."""
    sheet = book.get_sheet_by_name(name)
    cells = sheet.to_python(skip_empty_area=False)
    read: dict[object, str] = {}
    # Most cells are plain words or blank, of which a sheet may have millions: they are spared a call.
    rows = [[c if type(c) is str and c.isascii() else read_once(c, read) for c in row] for row in cells]
    for row, column in marks.percentages:
        if row < len(cells) and column < len(cells[row]) and isinstance(value := cells[row][column], int | float):
            rows[row][column] = f"{value * 100:.6g}%"
    for cells_marked, shown in ((marks.without_value, FORMULA), (marks.errors, ERROR)):
        for row, column in cells_marked:
            while row < len(rows) and column >= len(rows[row]):
                rows[row].append("")
            if row < len(rows):
                rows[row][column] = shown
    merged = tuple(sheet.merged_cell_ranges or ())
    return Grid(name, rows, merged, notices_of(name, marks), marks.remarks, marks.since_1904)


def notices_of(name: str, marks: Marks) -> tuple[Notice, ...]:
    """What is hidden in a sheet: it is read like the rest, and reported."""
    sheet = masked(name)
    rows = ", ".join(str(row + 1) for row in sorted(marks.hidden_rows)[:TOLD])
    columns = ", ".join(letters(column) for column in sorted(marks.hidden_columns)[:TOLD])
    hidden = (("hidden_rows", rows), ("hidden_columns", columns), ("hidden_sheet", "x" if marks.is_hidden else ""))
    return tuple(Notice(notice, sheet, detail) for notice, detail in hidden if detail)


def read_once(cell: object, read: dict[object, str]) -> str:
    """A cell as text; words and times, which take long to read and recur, are read once a sheet."""
    if isinstance(cell, str | datetime.datetime):
        if cell not in read:
            read[cell] = same_letters(mended(as_text(cell)))
        return read[cell]
    return as_text(cell)


def as_text(cell: object) -> str:
    """A cell as a person would have typed it: 40012, 2024-05-01, 2024-05-01 23:00:00, true.

    A fraction gets more decimals than three, so that 1.125 or 35.45 can never be taken for a count with a separator.
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell!r}000"
    if isinstance(cell, datetime.datetime):
        # A spreadsheet's time is a fraction of a day: 23:00 may come as 22:59:59.999999.
        rounded = (cell + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
        return rounded.date().isoformat() if rounded.time() == datetime.time() else rounded.isoformat(" ")
    return str(cell)
