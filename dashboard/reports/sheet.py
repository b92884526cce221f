"""A table as XLSX or CSV whose cells can never start a formula."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import xlsxwriter

from dashboard import formats
from dashboard.formats import Format

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class Column(NamedTuple):
    """A column of a file: the words above it, and the format of its cells."""

    heading: str
    format: Format


def _cell(value: object) -> object:
    if value is None or value is pd.NaT or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if hasattr(value, "item"):
        return value.item()
    return value


def xlsx_bytes(table: pd.DataFrame, columns: Sequence[Column], note: str) -> bytes:
    """A workbook with a note, a frozen heading row and the rows; text stays text, numbers stay numbers."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        styles = {kind: book.add_format({"num_format": kind.value}) for kind in Format}
        sheet.write_string(0, 0, note)
        for place, column in enumerate(columns):
            sheet.write_string(1, place, column.heading, bold)
        for line, row in enumerate(table.itertuples(index=False), start=2):
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                _write(sheet, (line, place), _cell(value), styles[column.format])
        sheet.freeze_panes(2, 0)
        sheet.autofit()
    return stream.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, at: tuple[int, int], value: object, style: object) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(*at, value, style)
    elif isinstance(value, bool | str):
        sheet.write_string(*at, str(value))
    elif isinstance(value, int | float):
        sheet.write_number(*at, value, style)


def csv_bytes(table: pd.DataFrame, columns: Sequence[Column], language: str) -> bytes:
    """Text with a byte-order mark, as Excel opens it: semicolons and decimal commas in Vietnamese, else commas."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";" if language == "vi" else ",")
    writer.writerow([_harmless(column.heading) for column in columns])
    for row in table.itertuples(index=False, name=None):
        writer.writerow([_plain(_cell(value), language) for value in row])
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
