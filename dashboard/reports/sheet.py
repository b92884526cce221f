"""A table as XLSX or CSV whose cells can never start a formula."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd
import xlsxwriter

from dashboard import formats
from dashboard.formats import Format

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# What a workbook allows in a sheet's name, and how long it may be.
NOT_IN_NAMES, LONGEST_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " ")), 31
# Letters of a column's width: of the narrowest, of the widest, what its edges take; a heading has three lines.
NARROWEST, WIDEST, EDGES, HEADING_LINES = 7, 44, 2, 3
# Points of a line.
LINE = 15


class Column(NamedTuple):
    """A column of a file: the words above it, and the format of its cells."""

    heading: str
    format: Format


class Around(NamedTuple):
    """What a workbook tells around its rows: the sheet's name, what the numbers are, the rows of all together, and
    what is missing.
    """

    name: str
    note: str
    totals: Sequence[Sequence[object]] = ()
    below: Sequence[str] = ()


def _cell(value: object) -> object:
    if value is None or value is pd.NaT or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if hasattr(value, "item"):
        return value.item()
    return value


def xlsx_bytes(table: pd.DataFrame, columns: Sequence[Column], around: Around) -> bytes:
    """A workbook with a note, a frozen heading row, the rows and their total; text stays text, numbers stay numbers."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(around.name.translate(NOT_IN_NAMES)[:LONGEST_NAME].strip(" '") or "1")
        sheet.write_string(0, 0, around.note)
        _write_headings(
            sheet, columns, book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        )
        line = _write_rows(sheet, 2, table.itertuples(index=False), _styles(book, columns))
        line = _write_rows(sheet, line, around.totals, _styles(book, columns, bold=True, top=1))
        for place, words in enumerate(around.below, start=line + 1):
            sheet.write_string(place, 0, words)
        for place, column in enumerate(columns):
            cells = [*table.iloc[:, place], *(total[place] for total in around.totals)]
            sheet.set_column(place, place, _width(column, cells))
        sheet.freeze_panes(2, 0)
        _make_printable(sheet, len(table), len(columns))
    return stream.getvalue()


def _styles(book: xlsxwriter.Workbook, columns: Sequence[Column], **more: object) -> list[Any]:
    kinds = {kind: book.add_format({"num_format": kind.value, **more}) for kind in Format}
    return [kinds[column.format] for column in columns]


def _write_headings(sheet: xlsxwriter.worksheet.Worksheet, columns: Sequence[Column], style: object) -> None:
    sheet.set_row(1, LINE * HEADING_LINES)
    for place, column in enumerate(columns):
        sheet.write_string(1, place, column.heading, style)


def _write_rows(
    sheet: xlsxwriter.worksheet.Worksheet, first: int, rows: Iterable[Iterable[object]], styles: Sequence[object]
) -> int:
    """Writes rows from a line on, and gives the line after them."""
    line = first
    for row in rows:
        for place, (style, value) in enumerate(zip(styles, row, strict=True)):
            _write(sheet, (line, place), _cell(value), style)
        line += 1
    return line


def _write(sheet: xlsxwriter.worksheet.Worksheet, at: tuple[int, int], value: object, style: object) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(*at, value, style)
    elif isinstance(value, bool | str):
        sheet.write_string(*at, str(value), style)
    elif isinstance(value, int | float):
        sheet.write_number(*at, value, style)


def _width(column: Column, cells: Sequence[object]) -> int:
    """As wide as its longest cell, and so wide that its heading has room in three lines."""
    words = column.heading.split()
    heading = max([*map(len, words), -(-len(column.heading) // HEADING_LINES) + 2, 0])
    return min(WIDEST, max(NARROWEST, heading, *(_length(_cell(value), column.format) for value in cells)) + EDGES)


def _length(value: object, kind: Format) -> int:
    if value is None:
        return 0
    if isinstance(value, dt.date):
        return len(formats.date(value))
    if isinstance(value, int | float):
        return len(f"{value * 100:.1f}%" if kind is Format.SHARE else f"{value:,.0f}")
    return len(str(value))


def _make_printable(sheet: xlsxwriter.worksheet.Worksheet, rows: int, columns: int) -> None:
    """On A4 across, one sheet wide, the headings again on each; rows can be filtered, and the total stays."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    if rows:
        sheet.autofilter(1, 0, rows + 1, columns - 1)


def csv_bytes(
    table: pd.DataFrame, columns: Sequence[Column], language: str, same: Sequence[tuple[str, str]] = ()
) -> bytes:
    """Text with a byte-order mark, as Excel opens it: semicolons and decimal commas in Vietnamese, else commas.

    same: headings and words of columns that are the same in each row, after the others.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";" if language == "vi" else ",")
    writer.writerow(
        [_harmless(heading) for heading in (*(column.heading for column in columns), *(name for name, _ in same))]
    )
    told = [_harmless(words) for _, words in same]
    for row in table.itertuples(index=False, name=None):
        writer.writerow([*(_plain(_cell(value), language) for value in row), *told])
    return stream.getvalue().encode("utf-8-sig")


def _plain(value: object, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return formats.date(value)
    if isinstance(value, float):
        # A count among gaps is a float too, and keeps every digit.
        digits = f"{value:.0f}" if value.is_integer() else f"{value:.6f}".rstrip("0")
        return digits.replace(".", "," if language == "vi" else ".")
    return _harmless(value) if isinstance(value, str) else str(value)


def _harmless(text: str) -> str:
    """An apostrophe makes a spreadsheet read the cell as text."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
