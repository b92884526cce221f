"""Reads lists in UTF-8, with or without BOM: comma, semicolon or tab, whichever gives a header that is understood."""

import csv
import glob
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb

from dashboard.exports.header import Header, recognise
from dashboard.exports.source import NO_HINTS, Place, Source, refused
from dashboard.importer.layouts.tables.beside import watched
from dashboard.importer.staging import Staging
from dashboard.sql import literal

DELIMITERS = (",", ";", "\t")
# Enough for any header; the rest of the file is read by DuckDB alone.
HEAD_BYTES = 65_536
# A quote that is never closed makes one cell of the rest of the file: Python's reader must bear it as DuckDB does.
csv.field_size_limit(2**31 - 1)


# Up to this many bytes a file whose lines DuckDB does not account for is read again, line by line.
CAREFUL = 64 * 1024 * 1024


class NotUtf8(Exception):
    """The file is in another encoding."""


class LinesUnaccounted(Exception):
    """Lines of the file are neither rows nor reported."""


def read_csv(staging: Staging, export: Path, found: tuple[Header, str, int]) -> Source:
    """Fills `raw` with the understood columns as text, in the file's order. Raises ExportRejected or NotUtf8."""
    header, delimiter, width = found
    read = {f'"{field}"': position for field, position in header.positions.items()}
    beside = {column.quoted: column.position for column in watched(staging, header, NO_HINTS)}
    columns = ", ".join(f"c{position} AS {name}" for name, position in (read | beside).items())
    try:
        rows = staging.fill_raw(f"SELECT {columns} FROM {scan(export, delimiter, width)}")
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as problem:
        # DuckDB's own words quote the line, which may hold a person: they go no further.
        if not is_utf8(export):
            raise NotUtf8 from problem
        raise refused(export, "file_is_readable") from problem
    has_rejects = not staging.is_empty("reject_errors")
    if has_rejects and not is_utf8(export):
        raise NotUtf8
    is_plain = not has_rejects and count_ends(export) == rows + 1
    lines = Lines(str(export), delimiter, width, is_plain)
    source = Source(header, lines, lines.ragged() if has_rejects else ())
    check_lines(export, source, rows, has_rejects=has_rejects)
    return source


def check_lines(export: Path, source: Source, rows: int, *, has_rejects: bool) -> None:
    """Raises LinesUnaccounted unless every line of the file is a row that was read, or one that is reported.

    A quote inside of words, or one that is never closed, makes DuckDB leave lines out without a word.
    """
    if has_rejects or rows + 1 != count_lines(export):
        if export.stat().st_size <= CAREFUL:
            raise LinesUnaccounted
        if rows + len(source.ragged) + 1 != count_lines(export):
            raise refused(export, "file_is_readable")


def last_line(export: Path, rows: int, lines: int) -> int:
    """The line of the last row of a file of which all rows were read; ``lines`` has it with blank ones."""
    if lines == rows + 1:
        return lines
    with export.open(encoding="utf-8-sig", errors="replace") as text:
        return max((number for number, line in enumerate(text, start=1) if line.strip()), default=1)


def count_ends(export: Path) -> int:
    """The lines of a file, blank ones among them."""
    count, last = 0, b"\n"
    with export.open("rb") as file:
        while chunk := file.read(4_194_304):
            count, last = count + chunk.count(b"\n"), chunk[-1:]
    return count + (last != b"\n")


def count_lines(export: Path) -> int:
    """The lines of a file that are not blank."""
    count, blank, last = 0, 0, b"\n"
    with export.open("rb") as file:
        while chunk := file.read(4_194_304):
            count += chunk.count(b"\n")
            blank += chunk.count(b"\n\n") + chunk.count(b"\n\r\n") + (last == b"\n" and chunk[:1] in (b"\n", b"\r"))
            last = chunk[-1:]
    if blank or not count:
        with export.open(encoding="utf-8-sig", errors="replace") as text:
            return sum(bool(line.strip()) for line in text)
    return count + (last != b"\n")


def head(staging: Staging, export: Path) -> tuple[Header, str, int] | None:
    """The header, the delimiter and the number of columns; None where the first line is no header in UTF-8."""
    with export.open("rb") as file:
        start = file.read(HEAD_BYTES)
    # The last character may be cut in two by the limit, so only whole lines are judged.
    whole = start if len(start) < HEAD_BYTES else start[: start.rfind(b"\n") + 1]
    try:
        text = whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    for delimiter in DELIMITERS if "\0" not in text else ():
        written = first_row(text, delimiter)
        if header := recognise(staging.connection, written):
            return header, delimiter, len(written)
    return None


def first_row(text: str, delimiter: str) -> list[str]:
    """The cells of the first line."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def first_rows(export: Path, delimiter: str, width: int) -> list[list[str]]:
    """Some rows below the header, for a first impression; rows of another width are passed over."""
    with export.open("rb") as file:
        # Of the beginning alone: a quote that is never closed makes one cell of all that follows.
        start = io.StringIO(file.read(HEAD_BYTES).decode("utf-8-sig", errors="replace"), newline="")
        reader = csv.reader(start, delimiter=delimiter)
        return [cells for cells in islice(reader, 1, 200) if len(cells) == width]


def scan(export: Path, delimiter: str, width: int, *, strict: bool = False) -> str:
    """The SQL that reads the file, every cell as text.

    Lines of a wrong width are left out (`ragged` finds them); ``strict`` makes them an error.
    """
    lenient = "" if strict else ", ignore_errors = true, store_rejects = true"
    columns = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(width))
    return (
        f"read_csv({literal(glob.escape(str(export)))}, auto_detect = false, header = true, delim = '{delimiter}', "
        f"quote = '\"', escape = '\"', columns = {{{columns}}}{lenient})"
    )


def is_utf8(export: Path) -> bool:
    """Whether the whole file is valid UTF-8."""
    try:
        with export.open(encoding="utf-8") as file:
            while file.read(1_048_576):
                pass
    except UnicodeDecodeError:
        return False
    return True


@dataclass
class Lines:
    """Where the rows of `raw` stood in a CSV file, blank and ragged lines counted as people see them.

    Where ``is_plain``, each row is a line, and each line but the header is a row.
    """

    path: str
    delimiter: str
    width: int
    is_plain: bool = False
    found: dict[int, Place] = field(default_factory=dict)

    def __call__(self, rows: Sequence[int]) -> dict[int, Place]:
        """The line of each row; the file is read again only for this, once."""
        if self.is_plain:
            return {row: (None, row + 2) for row in rows}
        wanted = set(rows)
        if not wanted <= self.found.keys():
            self.found = self._read(wanted)
        return {row: self.found[row] for row in wanted}

    def _read(self, wanted: set[int]) -> dict[int, Place]:
        # Where stray quotes make Python see other rows than DuckDB, the line is counted without blank ones.
        found: dict[int, Place] = {}
        regular = (line for line, cells in self._lines() if len(cells) == self.width)
        for row, line in enumerate(regular):
            if row in wanted:
                found[row] = (None, line)
                if len(found) == len(wanted):
                    break
        return {row: found.get(row, (None, row + 2)) for row in wanted}

    def ragged(self) -> tuple[tuple[Place, int], ...]:
        """Lines with too few or too many cells, and how many they have."""
        return tuple(((None, line), len(cells)) for line, cells in self._lines() if len(cells) != self.width)

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        with Path(self.path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter)
            next(reader, None)
            for line, cells in enumerate(reader, start=2):
                if cells and (len(cells) == self.width or any(cell.strip() for cell in cells)):
                    yield line, cells
