"""Opens a PDF with text as a grid: lines outside of its tables, and the cells of tables that are drawn with lines."""

import io
from typing import TYPE_CHECKING

from dashboard.exports.source import Export, bytes_of, refused
from dashboard.importer.layouts.grids.grid import Grid, Range
from dashboard.importer.readers.encoding import same_letters

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

# A report has a few pages; a book is none.
PAGES = 200
# Lines of a drawing that lie as near as this are one.
NEAR = 2.0


def grids(export: Export, max_file_mb: int) -> list[Grid]:
    """The document as one grid. Raises ExportRejected for a damaged or encrypted file, and for pictures of pages."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    rows: list[list[str]] = []
    merged: list[Range] = []
    has_words = False
    try:
        with pdfplumber.open(io.BytesIO(bytes_of(export))) as document:
            if len(document.pages) > PAGES:
                raise refused(export, "file_has_few_pages", pages=len(document.pages), most_pages=PAGES)
            for page in document.pages:
                has_words = bool(page.chars) or has_words
                add_page(page, rows, merged)
                page.close()
    except PdfminerException as problem:
        is_locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in problem.args)
        raise refused(export, "file_has_no_password" if is_locked else "file_is_readable") from problem
    except (MalformedPDFException, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise refused(export, "file_is_readable") from problem
    if not has_words:
        raise refused(export, "file_has_text")
    return [Grid(None, rows, tuple(merged))]


def add_page(page: "Page", rows: list[list[str]], merged: list[Range]) -> None:
    """A page's lines and tables from top to bottom; a table that a page cuts goes on without a gap."""
    tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
    top = 0.0
    for table in tables:
        add_lines(page, top, table.bbox[1], rows)
        add_table(table, rows, merged)
        top = table.bbox[3]
    add_lines(page, top, float(page.height), rows)


def add_lines(page: "Page", top: float, bottom: float, rows: list[list[str]]) -> None:
    """The lines of words between two heights; the number of a page is none."""
    top, bottom = max(top, 0.0), min(bottom, float(page.height))
    if bottom - top < NEAR:
        return
    words = page.crop((0, top, page.width, bottom), strict=False).extract_text(x_tolerance=2) or ""
    joined = sentences(same_letters(words).split("\n"))
    rows += [[line] for line in joined if line.strip() and not line.strip(" -–—").isdigit()]


def sentences(lines: list[str]) -> list[str]:
    """Lines as they were written: one that goes on in small letters belongs to the one above."""
    found: list[str] = []
    for line in lines:
        if found and (line[:1].islower() or found[-1].count("(") > found[-1].count(")")):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def add_table(table: "Table", rows: list[list[str]], merged: list[Range]) -> None:
    """The cells of a table, and which of them cover several places."""
    first = len(rows)
    texts = table.extract(x_tolerance=2)
    lefts, tops = edges(table.cells, 0), edges(table.cells, 1)
    for line, row in enumerate(table.rows):
        rows.append([" ".join(same_letters(words or "").split()) for words in texts[line]])
        for place, box in enumerate(row.cells):
            if box is None:
                continue
            wide = sum(box[0] + NEAR < left < box[2] - NEAR for left in lefts)
            deep = sum(box[1] + NEAR < top < box[3] - NEAR for top in tops)
            if wide or deep:
                merged.append(((first + line, place), (first + line + deep, place + wide)))


def edges(boxes: list[tuple[float, float, float, float]], side: int) -> list[float]:
    """The places where cells begin, those near one another once."""
    found: list[float] = []
    for edge in sorted(box[side] for box in boxes):
        if not found or edge - found[-1] > NEAR:
            found.append(edge)
    return found
