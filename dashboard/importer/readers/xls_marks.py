"""The marks of an old workbook (XLS): another reader than that of the cells has them."""

import io
from dataclasses import replace

import xlrd

from dashboard.importer.layouts.grids.grid import Remark
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
    marked = {number: remark for number, style in enumerate(book.xf_list) if (remark := remark_of(book, style))}
    return {
        sheet.name: replace(sheet_marks(sheet, shown, marked), since_1904=book.datemode == 1) for sheet in book.sheets()
    }


def remark_of(book: xlrd.book.Book, style: xlrd.formatting.XF) -> Remark | None:
    """The colour or the stroke of a style; white and no colour at all are none."""
    index = style.background.pattern_colour_index if style.background.fill_pattern else 64
    rgb = book.colour_map.get(index)
    colour = "".join(f"{part:02X}" for part in rgb) if rgb and rgb != (255, 255, 255) else ""
    has_stroke = bool(book.font_list[style.font_index].struck_out)
    return Remark("", colour, has_stroke) if colour or has_stroke else None


def sheet_marks(sheet: xlrd.sheet.Sheet, shown: set[int], marked: dict[int, Remark]) -> Marks:
    """The marks of one sheet; ``shown`` are the styles that show a percentage."""
    without_value: set[Cell] = set()
    errors: set[Cell] = set()
    percentages: set[Cell] = set()
    remarks = {cell: Remark(" ".join(note.text.split())) for cell, note in sheet.cell_note_map.items()}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.xf_index in marked and (row, column) not in remarks:
                remarks[row, column] = marked[cell.xf_index]
            # A formula that gave no number, word or truth is read as an empty word.
            if cell.ctype == xlrd.XL_CELL_TEXT and not cell.value:
                without_value.add((row, column))
            elif cell.ctype == xlrd.XL_CELL_ERROR:
                errors.add((row, column))
            elif cell.ctype == xlrd.XL_CELL_NUMBER and cell.xf_index in shown:
                percentages.add((row, column))
    return Marks(
        frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden and row < sheet.nrows),
        frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden and column < sheet.ncols),
        bool(sheet.visibility),
        frozenset(without_value),
        frozenset(errors),
        frozenset(percentages),
        remarks=remarks,
    )
