"""The marks of an old workbook (XLS): another reader than that of the cells has them."""

import io

import xlrd

from dashboard.importer.readers.marks import Cell, Marks


def marks_of(content: bytes) -> dict[str, Marks]:
    """The marks of each sheet, by name. A damaged file may raise anything: ask in a process that may break."""
    # Its warnings would go where the sheets are written to.
    book = xlrd.open_workbook(
        file_contents=content,
        formatting_info=True,
        ragged_rows=True,
        ignore_workbook_corruption=True,
        logfile=io.StringIO(),
    )
    shown = {number for number, style in enumerate(book.xf_list) if "%" in book.format_map[style.format_key].format_str}
    return {sheet.name: sheet_marks(sheet, shown) for sheet in book.sheets()}


def sheet_marks(sheet: xlrd.sheet.Sheet, shown: set[int]) -> Marks:
    """The marks of one sheet; ``shown`` are the styles that show a percentage."""
    without_value: set[Cell] = set()
    percentages: set[Cell] = set()
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            # A formula that gave no number, word or truth is read as an empty word.
            if cell.ctype == xlrd.XL_CELL_ERROR or (cell.ctype == xlrd.XL_CELL_TEXT and not cell.value):
                without_value.add((row, column))
            elif cell.ctype == xlrd.XL_CELL_NUMBER and cell.xf_index in shown:
                percentages.add((row, column))
    return Marks(
        frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden and row < sheet.nrows),
        frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden and column < sheet.ncols),
        bool(sheet.visibility),
        frozenset(without_value),
        frozenset(percentages),
    )
