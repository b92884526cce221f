"""The marks of an XLSX file, searched for in the XML of its sheets: millions of cells are too many to parse twice."""

import re
import zipfile
from collections.abc import Iterable
from xml.etree import ElementTree

from dashboard.importer.layouts.grid import Remark, letters
from dashboard.importer.readers.marks import VAST, Cell, Marks
from dashboard.importer.readers.xlsx_remarks import marked_styles, remarks_of

# Formats that Excel carries itself: 0% and 0.00%.
PERCENT_IDS = {9, 10}
PREFIX = re.compile(rb"<(\w+:)worksheet\b")
ROW = re.compile(rb"<row\b[^>]*>")
COLUMN = re.compile(rb"<col\b[^>]*>")
ROW_OR_CELL = re.compile(rb"<(row|c)\b([^>]*)>")
EMPTY_FORMULA = re.compile(
    rb'<c\b([^>]*)>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<c\b([^>]*\bt="e"[^>]*)>'
)
STYLED = rb'<c\b(?=[^>]*\bs="(?:%s)")([^>]*)>'
FILLED = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,4})(\d{1,8})"[^>]*(?<!/)>')
REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
NUMBER = re.compile(rb'\b(r|min|max)="(\d+)"')
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')


def marks_of(archive: zipfile.ZipFile) -> dict[str, Marks]:
    """The marks of each sheet, by name. Raises LookupError or ParseError for a damaged file."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {str(link.get("Id")): str(link.get("Target")) for link in links}
    styles, marked = percent_styles(archive), marked_styles(archive)
    found = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        # The namespaces differ between the two variants of the standard.
        link = next(value for name, value in sheet.items() if name.endswith("}id"))
        part = targets[link].lstrip("/") if targets[link].startswith("/") else f"xl/{targets[link]}"
        xml = plain(archive.read(part))
        remarks = remarks_of(archive, part, xml, marked)
        found[str(sheet.get("name"))] = sheet_marks(xml, styles, sheet.get("state", "visible"), remarks)
    return found


def percent_styles(archive: zipfile.ZipFile) -> list[bytes]:
    """The numbers of the cell styles that show a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = {
        int(one.get("numFmtId", 0))
        for one in styles.iterfind("{*}numFmts/{*}numFmt")
        if "%" in one.get("formatCode", "")
    }
    cells = styles.find("{*}cellXfs")
    numbered = enumerate(cells if cells is not None else ())
    return [str(n).encode() for n, xf in numbered if int(xf.get("numFmtId", 0)) in formats | PERCENT_IDS]


def sheet_marks(xml: bytes, percent: list[bytes], state: str, remarks: dict[Cell, Remark]) -> Marks:
    """The marks of one sheet."""
    rows, columns = set(), set()
    if b"hidden=" in xml:
        rows = {int(dict(NUMBER.findall(row)).get(b"r", b"1")) - 1 for row in ROW.findall(xml) if HIDDEN.search(row)}
        for column in filter(HIDDEN.search, COLUMN.findall(xml)):
            ends = dict(NUMBER.findall(column))
            columns |= set(range(int(ends[b"min"]) - 1, min(int(ends[b"max"]), 16_384)))
    found = EMPTY_FORMULA.findall(xml) if b"<f" in xml or b't="e"' in xml else []
    empty = cells_of(one for one, _ in found if one)
    shown = cells_of(re.findall(STYLED % b"|".join(percent), xml)) if percent else frozenset()
    errors = cells_of(other for _, other in found if other)
    return Marks(frozenset(rows), frozenset(columns), state != "visible", empty, errors, shown, is_vast(xml), remarks)


def plain(xml: bytes) -> bytes:
    """A sheet as Excel itself writes it: without a prefix before the names, and every row and cell with its place."""
    if prefix := PREFIX.search(xml[:4096]):
        xml = xml.replace(b"<" + prefix[1], b"<").replace(b"</" + prefix[1], b"</")
    if xml.count(b"<c ") + xml.count(b"<c>") + xml.count(b"<c/>") == xml.count(b"<c r="):
        return xml
    row, column = -1, -1

    def placed(tag: re.Match[bytes]) -> bytes:
        nonlocal row, column
        if tag[1] == b"row":
            given = dict(NUMBER.findall(tag[2])).get(b"r")
            row, column = int(given) - 1 if given else row + 1, -1
            return tag[0] if given else b'<row r="%d"%s>' % (row + 1, tag[2])
        if found := REFERENCE.search(tag[2]):
            row, column = cell_of(found[1], found[2])
            return tag[0]
        column += 1
        return b'<c r="%s%d"%s>' % (letters(column).encode(), row + 1, tag[2])

    return ROW_OR_CELL.sub(placed, xml)


def is_vast(xml: bytes) -> bool:
    """Whether too many cells lie between the first one and the farthest ones: a reader holds room for all."""
    letters_most = next((n for n in range(4) if not re.search(rb'r="[A-Z]{%d}' % (n + 1), xml)), 4)
    digits_most = next((n for n in range(8) if not re.search(rb'r="[A-Z]{1,4}\d{%d}' % (n + 1), xml)), 8)
    if 27**letters_most * 10**digits_most <= VAST:
        # So much at the most: most sheets need not be measured.
        return False
    filled = FILLED.findall(xml)
    width = max((cell_of(column, b"1")[1] + 1 for column in {column for column, _ in filled}), default=0)
    return width * max((int(row) for _, row in filled), default=0) > VAST


def cells_of(tags: Iterable[bytes]) -> frozenset[Cell]:
    """The places of cells, from the inside of their tags."""
    return frozenset(cell_of(found[1], found[2]) for found in map(REFERENCE.search, tags) if found)


def cell_of(column: bytes, row: bytes) -> Cell:
    """A cell's row and column from its name."""
    place = 0
    for letter in column:
        place = place * 26 + letter - ord("A") + 1
    return int(row) - 1, place - 1
