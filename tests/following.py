"""Follows a value back into the file that it came from, as an auditor would: by openpyxl or csv alone."""

import csv
import io
import re
from pathlib import Path
from statistics import median

import openpyxl
from openpyxl.utils.cell import column_index_from_string

ENCODINGS = ("utf-8-sig", "utf-16", "cp1258")


def cell(path: Path, sheet: str | None, line: int, letter: str) -> str:
    """What stands in a cell of a workbook or of a text file."""
    return str(cells(path, sheet)[line, letter]) if sheet else at(lines(path), line, letter)


def cells(path: Path, sheet: str) -> dict[tuple[int, str], object]:
    """All filled cells of a workbook's sheet, by line and column."""
    page = openpyxl.load_workbook(path, data_only=True)[sheet]
    return {(one.row, one.column_letter): one.value for row in page for one in row if one.value is not None}


def at(lines: list[list[str]], line: int, letter: str) -> str:
    """A cell of a text file, by line and column as a spreadsheet names them."""
    return lines[line - 1][column_index_from_string(letter) - 1]


def lines(path: Path) -> list[list[str]]:
    """The lines of a text file as cells, blank ones among them."""
    text = decoded(path.read_bytes())
    # Remarks may stand above the table, with commas of their own: most lines are the table's.
    delimiter = max(",;\t", key=lambda mark: median(line.count(mark) for line in text.splitlines()))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("unknown encoding")


def number(words: str) -> int:
    """A count as people write it: no decimals but zeros, and whatever stands between its digits parts thousands."""
    return int("".join(filter(str.isdigit, re.sub(r"[.,]0{1,2}$", "", words.strip()))))
