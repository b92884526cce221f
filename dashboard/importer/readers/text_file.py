"""Reads text files that are not plainly a UTF-8 list: old encodings, and tables as offices write them."""

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from dashboard.exports.results import ExportRejected, Notice
from dashboard.exports.source import ENCODINGS, Export, Hints, Source, bytes_of, refused
from dashboard.importer.layouts import saved, sheets
from dashboard.importer.layouts.grids.grid import Grid
from dashboard.importer.readers import encoding
from dashboard.importer.staging import Staging

DELIMITERS = (",", ";", "\t")
# A cell of several lines has no more than these.
LINES_OF_A_CELL = 20


# Reasons for which another separator may make a table of the text.
NO_TABLE = ("header_is_recognised", "headings_are_understood", "numbers_stand_below", "column_stands_once")


def read_text(staging: Staging, export: Export, hints: Hints) -> Source:
    """Fills `raw` with the first separator that makes the table understood. Raises ExportRejected."""
    text, name = text_of(staging, export, hints)
    grids = grids_of(text)
    refusals: list[ExportRejected] = []
    for grid in grids:
        try:
            source = sheets.read_sheets(staging, export, [grid], hints, is_text=True)
        except ExportRejected as refusal:
            refusals.append(refusal)
            if refusal.problems[0].reason not in NO_TABLE:
                break
        else:
            return with_encoding(source, name)
    raise refusals[0] if refusals[-1].problems[0].reason in NO_TABLE else refusals[-1]


def text_of(staging: Staging, export: Export, hints: Hints) -> tuple[str, str]:
    """The file's text and its encoding: the one said, the certain one, or the one in which it is of a saved layout."""
    content = bytes_of(export)
    try:
        return encoding.text_of(content, hints.encoding)
    except encoding.EncodingUncertain as problem:
        for name in saved.encodings():
            with suppress(encoding.EncodingUncertain):
                text, _ = encoding.text_of(content, name)
                if sheets.is_known(staging, export, grids_of(text)):
                    return text, name
        raise refused(export, "encoding_is_certain", ", ".join(ENCODINGS)) from problem


def grids_of(text: str) -> list[Grid]:
    """The text taken apart by each separator, the one that makes the most cells first."""
    text = encoding.same_letters(text)
    return sorted((grid_of(text, delimiter) for delimiter in DELIMITERS), key=lambda grid: -filled(grid))


def grid_of(text: str, delimiter: str) -> Grid:
    """The text as cells; nothing where it cannot be taken apart."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return Grid(None, [])
    if any("\n" in cell for row in rows for cell in row):
        rows = list(rows_of(text, delimiter))
    return Grid(None, rows)


def rows_of(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a text in which quotes may stand inside of words, or never be closed: none takes in other lines.

    A cell may go on over some lines where the row is then as wide as the one before.
    """
    lines, at, width = text.splitlines(), 0, 0
    while at < len(lines):
        height = next(
            (
                height
                for height in range(1, min(LINES_OF_A_CELL, len(lines) - at) + 1)
                if sum(line.count('"') for line in lines[at : at + height]) % 2 == 0
            ),
            1,
        )
        row = cells_of("\n".join(lines[at : at + height]), delimiter)
        if height > 1 and (row is None or len(row) != width):
            row, height = None, 1
        if row is None:
            row = lines[at].split(delimiter)
        width = len(row) or width
        yield row
        at += height


def cells_of(line: str, delimiter: str) -> list[str] | None:
    """The cells of a row; None where its quotes are not in pairs."""
    try:
        found = list(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter, strict=line.count('"') % 2 == 1))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None if found else []


def filled(grid: Grid) -> int:
    """How many cells of the first lines hold anything: the right separator makes the most."""
    return sum(bool(cell.strip()) for row in grid.rows[:200] for cell in row)


def with_encoding(source: Source, name: str) -> Source:
    """The source, telling an encoding that is not the usual one."""
    return source if name == "utf-8" else replace(source, notices=(*source.notices, Notice("encoding", None, name)))
