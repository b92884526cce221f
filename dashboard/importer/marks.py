"""What an XLSX file says of its cells beside their text: hidden, a percentage, a formula without a value, an error."""

import re
import zipfile
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree import ElementTree

from dashboard.importer.packing import DAMAGED

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# A sheet of more cells than this, the empty ones between others counted, is not read.
VAST = 30_000_000
# Formats that Excel carries itself: 0% and 0.00%.
PERCENT_IDS = {9, 10}
ROW = re.compile(rb"<row\b[^>]*>")
COLUMN = re.compile(rb"<col\b[^>]*>")
EMPTY_FORMULA = re.compile(
    rb'<c\b([^>]*)>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<c\b([^>]*\bt="e"[^>]*)>'
)
STYLED = re.compile(rb'<c\b(?=[^>]*\br="([A-Z]+\d+)")(?=[^>]*\bs="(\d+)")[^>]*>')
FILLED = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,4})(\d{1,8})"[^>]*(?<!/)>')
REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
NUMBER = re.compile(rb'\b(r|min|max)="(\d+)"')
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')

Cell = tuple[int, int]


@dataclass(frozen=True)
class Marks:
    """Rows and columns count from 0."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    without_value: frozenset[Cell] = frozenset()
    percentages: frozenset[Cell] = frozenset()
    is_vast: bool = False


def marks_of(file: BinaryIO) -> dict[str, Marks]:
    """The marks of each sheet of an XLSX file, by name; nothing for a file of another kind."""
    try:
        with zipfile.ZipFile(file) as archive:
            book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
            links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            targets = {link.get("Id"): str(link.get("Target")) for link in links}
            styles = percent_styles(archive)
            found = {}
            for sheet in book.iter(f"{MAIN}sheet"):
                target = targets.get(sheet.get(LINK), "")
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                found[str(sheet.get("name"))] = sheet_marks(archive.read(part), styles, sheet.get("state", "visible"))
            return found
    except (*DAMAGED, LookupError, ElementTree.ParseError):
        # What is damaged is refused by whoever reads the cells.
        return {}


def percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the cell styles that show a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = {int(one.get("numFmtId", 0)) for one in styles.iter(f"{MAIN}numFmt") if "%" in one.get("formatCode", "")}
    cells = styles.find(f"{MAIN}cellXfs")
    numbered = enumerate(cells if cells is not None else ())
    return frozenset(str(n).encode() for n, xf in numbered if int(xf.get("numFmtId", 0)) in formats | PERCENT_IDS)


def sheet_marks(xml: bytes, percent: frozenset[bytes], state: str) -> Marks:
    """The marks of one sheet."""
    rows, columns = set(), set()
    if b"hidden=" in xml:
        rows = {int(dict(NUMBER.findall(row)).get(b"r", b"1")) - 1 for row in ROW.findall(xml) if HIDDEN.search(row)}
        for column in filter(HIDDEN.search, COLUMN.findall(xml)):
            ends = dict(NUMBER.findall(column))
            columns |= set(range(int(ends[b"min"]) - 1, min(int(ends[b"max"]), 16_384)))
    empty = set()
    if b"<f" in xml or b't="e"' in xml:
        references = (REFERENCE.search(one or other) for one, other in EMPTY_FORMULA.findall(xml))
        empty = {cell_of(found[1], found[2]) for found in references if found}
    shown = set()
    if percent:
        for reference, style in STYLED.findall(xml):
            if style in percent and (found := re.match(rb"([A-Z]+)(\d+)", reference)):
                shown.add(cell_of(found[1], found[2]))
    is_vast = extent(xml) > VAST
    return Marks(frozenset(rows), frozenset(columns), state != "visible", frozenset(empty), frozenset(shown), is_vast)


def extent(xml: bytes) -> int:
    """How many cells lie between the first cell of a sheet and its farthest ones: a reader holds room for all."""
    filled = FILLED.findall(xml)
    width = max((cell_of(column, b"1")[1] + 1 for column in {column for column, _ in filled}), default=0)
    return width * max((int(row) for _, row in filled), default=0)


def cell_of(column: bytes, row: bytes) -> Cell:
    """A cell's row and column from its name."""
    place = 0
    for letter in column:
        place = place * 26 + letter - ord("A") + 1
    return int(row) - 1, place - 1
