"""The marks of an XLSX file, heard from the XML of its sheets as it goes by."""

import zipfile
from collections.abc import Callable
from dataclasses import replace

from dashboard.importer.layouts.grids.grid import Remark
from dashboard.importer.readers.marks import VAST, Cell, Marks
from dashboard.importer.readers.xlsx_remarks import comments_of, marked_styles, with_comments
from dashboard.importer.readers.xml import Attributes, hear, tree_of

# Formats that Excel carries itself: 0% and 0.00%.
PERCENT_IDS = {9, 10}
DIGITS = "0123456789"
TRUE = ("1", "true")
# Nobody colours single cells of a sheet that is longer than this many bytes: it came from a program.
LONG = 8_000_000
# The farthest column of the format.
COLUMNS = 16_384


def marks_of(archive: zipfile.ZipFile) -> dict[str, Marks]:
    """The marks of each sheet, by name. Raises LookupError, ValueError or ExpatError for a damaged file."""
    book = tree_of(archive.read("xl/workbook.xml"))
    links = tree_of(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {str(link.get("Id")): str(link.get("Target")) for link in links}
    percent, marked = percent_styles(archive), marked_styles(archive)
    properties = book.find("{*}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in TRUE
    found = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        # The namespaces differ between the two variants of the standard.
        link = next(value for name, value in sheet.items() if name.endswith("}id"))
        part = targets[link].lstrip("/") if targets[link].startswith("/") else f"xl/{targets[link]}"
        styles = marked if archive.getinfo(part).file_size < LONG else {}
        heard = Sheet(percent, styles)
        with archive.open(part) as xml:
            hear(xml, heard)
        marks = heard.marks(is_hidden=sheet.get("state", "visible") != "visible", comments=comments_of(archive, part))
        found[str(sheet.get("name"))] = replace(marks, since_1904=since_1904)
    return found


def percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the cell styles that show a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    styles = tree_of(archive.read("xl/styles.xml"))
    formats = {
        int(one.get("numFmtId", 0))
        for one in styles.iterfind("{*}numFmts/{*}numFmt")
        if "%" in one.get("formatCode", "")
    }
    cells = styles.find("{*}cellXfs")
    numbered = enumerate(cells if cells is not None else ())
    return frozenset(str(n) for n, xf in numbered if int(xf.get("numFmtId", 0)) in formats | PERCENT_IDS)


class Sheet:
    """One sheet while its rows go by; a row or cell without its place follows the one before."""

    def __init__(self, percent: frozenset[str], marked: dict[str, Remark]) -> None:
        self._percent, self._marked = percent, marked
        self.listens: Callable[[bool], None] = lambda is_wanted: None
        self._columns: dict[str, int] = {}
        self._row, self._column = -1, -1
        # The number of the present row as its cells write it: most cells stand in the row of the one before.
        self._line = ""
        self._width, self._height = 0, 0
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._errors: set[Cell] = set()
        self._percentages: set[Cell] = set()
        self._remarks: dict[Cell, Remark] = {}
        # A cell with a formula, until a value is heard that was stored for it.
        self._without_value: set[Cell] = set()
        self._is_formula, self._is_value = False, False

    def begins(self, name: str, attributes: Attributes) -> None:
        """An element begins; the most frequent ones are looked at first."""
        if name == "c":
            self._cell(attributes)
        elif name == "v" or name == "is":
            self._is_value = True
            if self._column >= self._width or self._row >= self._height:
                self._reach()
        elif name == "f":
            self._is_formula = True
            self.listens(True)
            self._without_value.add((self._row, self._column))
            self._reach()
        elif ":" in name:
            self.begins(name.rpartition(":")[2], attributes)
        elif name == "row":
            given = attributes.get("r")
            self._row, self._column, self._line = int(given) - 1 if given else self._row + 1, -1, ""
            if attributes.get("hidden") in TRUE:
                self._hidden_rows.add(self._row)
        elif name == "col" and attributes.get("hidden") in TRUE:
            first, last = int(attributes["min"]) - 1, min(int(attributes["max"]), COLUMNS)
            self._hidden_columns.update(range(first, last))

    def says(self, words: str) -> None:
        """Text: a value that was stored for a formula, or none of our business."""
        if self._is_formula and self._is_value and words.strip():
            self._without_value.discard((self._row, self._column))

    def _cell(self, attributes: Attributes) -> None:
        """A cell begins."""
        if self._is_formula:
            self.listens(False)
        self._is_formula = self._is_value = False
        if place := attributes.get("r"):
            letters = place.rstrip(DIGITS)
            column = self._columns.get(letters)
            self._column = self._new_column(letters) if column is None else column
            line = place[len(letters) :]
            if line != self._line:
                self._line, self._row = line, int(line) - 1
        else:
            self._column += 1
        if style := attributes.get("s"):
            if style in self._percent:
                self._percentages.add((self._row, self._column))
            if style in self._marked:
                self._remarks[self._row, self._column] = self._marked[style]
        if attributes.get("t") == "e":
            self._errors.add((self._row, self._column))

    def _new_column(self, letters: str) -> int:
        """A column that is met for the first time."""
        self._columns[letters] = column_of(letters)
        return self._columns[letters]

    def _reach(self) -> None:
        """The present cell is filled."""
        if self._row >= self._height:
            self._height = self._row + 1
        if self._column >= self._width:
            self._width = self._column + 1

    def marks(self, *, is_hidden: bool, comments: dict[Cell, str]) -> Marks:
        """What was heard."""
        return Marks(
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            is_hidden,
            frozenset(self._without_value),
            frozenset(self._errors - self._without_value),
            frozenset(self._percentages),
            # A reader holds room for all cells between the first one and the farthest ones.
            self._width * self._height > VAST,
            with_comments(self._remarks, comments),
        )


def column_of(letters: str) -> int:
    """A column from its name. Raises ValueError for what is none."""
    column = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or column > COLUMNS:
            raise ValueError(letters)
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
