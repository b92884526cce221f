"""Opens a Word file (DOCX) as a grid: paragraphs are lines, tables cells; embedded files are never opened."""

import zipfile
from typing import TYPE_CHECKING

from dashboard.exports.source import MB, Export, refused, size_of
from dashboard.importer.layouts.grids.grid import Grid, Range
from dashboard.importer.readers.archives import DAMAGED, files_of_vast
from dashboard.importer.readers.encoding import same_letters

if TYPE_CHECKING:
    # Loading them takes a quarter of a second, which other files need not wait for.
    from docx.document import Document
    from docx.table import Table, _Cell

# An old document, or one with a password, is such a container.
CONTAINER, LOCKED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
# How much more than the largest file a document, which is an archive, may unpack to.
SWELLS = 8


def grids(export: Export, max_file_mb: int) -> list[Grid]:
    """The document as one grid. Raises ExportRejected for a damaged or encrypted file."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    with export.open("rb") as file:
        if file.read(len(CONTAINER)) == CONTAINER:
            raise refused(export, "file_has_no_password" if LOCKED in file.read() else "file_is_readable")
    try:
        with export.open("rb") as file:
            if files_of_vast(file):
                raise refused(export, "file_is_readable")
        with export.open("rb") as file, zipfile.ZipFile(file) as archive:
            unpacked, most = sum(info.file_size for info in archive.infolist()), SWELLS * max_file_mb * MB
            if unpacked > most:
                raise refused(export, "file_unpacks_within_bounds", size=size_of(export), unpacked=unpacked, most=most)
        with export.open("rb") as file:
            document = docx.Document(file)
            return [grid_of(document)]
    except (*DAMAGED, PackageNotFoundError, KeyError, ValueError, etree.LxmlError) as problem:
        raise refused(export, "file_is_readable") from problem


def grid_of(document: "Document") -> Grid:
    """Paragraphs and tables below one another, a blank row around each table."""
    from docx.table import Table

    rows: list[list[str]] = []
    merged: list[Range] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            add_table(part, rows, merged)
        else:
            rows += [[same_letters(line)] for line in part.text.split("\n") if line.strip()]
    return Grid(None, rows, tuple(merged))


def add_table(table: "Table", rows: list[list[str]], merged: list[Range]) -> None:
    """The cells of a table; one of words alone, as a letterhead is, gives its lines."""
    cells = [list(row.cells) for row in table.rows]
    texts = [[same_letters(cell.text) for cell in row] for row in cells]
    if not any(words.strip().replace(".", "").isdigit() for row in texts for words in row):
        for row, words in zip(cells, texts, strict=True):
            rows += [[line] for line in lines_of(row, words)]
        rows.append([])
        return
    rows.append([])
    top = len(rows)
    spans: dict[int, list[tuple[int, int]]] = {}
    for line, row in enumerate(cells):
        before = table.rows[line].grid_cols_before
        for place, cell in enumerate(row, start=before):
            # Word gives a merged cell once for each place that it covers.
            spans.setdefault(id(cell._tc), []).append((top + line, place))
        rows.append([""] * before + [" ".join(words.split()) for words in texts[line]])
    for places in spans.values():
        if len(places) > 1:
            first, last = min(places), (max(line for line, _ in places), max(place for _, place in places))
            merged.append((first, last))
            for line, place in places:
                if (line, place) != first:
                    rows[line][place] = ""
    rows.append([])


def lines_of(row: "list[_Cell]", texts: list[str]) -> list[str]:
    """The lines of a row's cells, each cell once."""
    seen = dict(zip((id(cell._tc) for cell in row), texts, strict=True))
    return [line for words in seen.values() for line in words.split("\n") if line.strip()]
