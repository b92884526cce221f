"""Opens a web page, which systems save under a workbook's name, as a grid: paragraphs are lines, tables cells."""

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from dashboard.exports.source import Export, bytes_of, refused
from dashboard.importer.layouts.grids.grid import Grid, Range
from dashboard.importer.readers.encoding import EncodingUncertain, same_letters, text_of

if TYPE_CHECKING:
    # Loading it takes time which other files need not wait for.
    from lxml.etree import _Element as Element

# How a page begins, behind a mark of its encoding and a declaration of XML; of UTF-16 the empty bytes are left out.
BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|meta|body|style|div|center|table)\b",
    re.IGNORECASE | re.DOTALL,
)
LOOKED_AT = 4096
STATED = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
DECLARED = re.compile(r"^\s*<\?xml[^>]*>")
# Elements that begin a line of their own; what stands in others goes on in the same line.
BLOCKS = frozenset((
    "address", "article", "body", "br", "caption", "center", "div", "dd", "dl", "dt", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
))  # fmt: skip
UNSEEN = frozenset(("script", "style", "title", "noscript", "template"))
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# Of columns that a cell is said to cover, more than any table has; the sheet is refused as too large then.
WIDEST = 1_001


def is_page(export: Export) -> bool:
    """Whether a file begins as a web page does, whatever its name says."""
    with export.open("rb") as file:
        return BEGINS.match(file.read(LOOKED_AT).replace(b"\0", b"")) is not None


def grids(export: Export) -> list[Grid]:
    """The page as one grid. Raises ExportRejected for one in no encoding that is certain, or stated."""
    from lxml import etree

    content = bytes_of(export)
    try:
        text, _ = text_of(content)
    except EncodingUncertain as problem:
        text = _as_stated(content)
        if not text:
            raise refused(export, "file_is_readable") from problem
    # Deep and long pages too: what a file may cost is watched from outside.
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        page = etree.fromstring(DECLARED.sub("", text), parser)
    except (etree.LxmlError, ValueError) as problem:
        raise refused(export, "file_is_readable") from problem
    return [grid_of(page)] if page is not None else []


def _as_stated(content: bytes) -> str:
    """The text in the encoding that the page names, if it can be read so."""
    if found := STATED.search(content[:LOOKED_AT]):
        with suppress(EncodingUncertain, LookupError):
            return text_of(content, found[1].decode("ascii"))[0]
    return ""


def grid_of(page: "Element") -> Grid:
    """Lines and tables below one another, a blank row around each table; a table that only holds others is none."""
    rows: list[list[str]] = []
    merged: list[Range] = []
    for part in _parts(page):
        if isinstance(part, str):
            rows.append([part])
        else:
            _add_table(part, rows, merged)
    return Grid(None, rows, tuple(merged))


def _parts(page: "Element") -> "list[str | Element]":
    """Lines of text and innermost tables as they follow one another on the page."""
    from lxml import etree

    parts: list[str | Element] = []
    line: list[str] = []

    def end_line() -> None:
        words = " ".join("".join(line).split())
        line.clear()
        if words:
            parts.append(same_letters(words))

    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        if event == "start" and (element.tag in UNSEEN or _is_hidden(element)):
            walk.skip_subtree()
        elif event == "start":
            if element.tag in BLOCKS:
                end_line()
            if element.tag == "table" and element.find(".//table") is None:
                parts.append(element)
                walk.skip_subtree()
            else:
                line.append(element.text or "")
        else:
            if element.tag in BLOCKS:
                end_line()
            # What stands behind the piece that is looked at is none of it.
            line.append("" if element is page else element.tail or "")
    end_line()
    return parts


def _add_table(table: "Element", rows: list[list[str]], merged: list[Range]) -> None:
    """The cells of a table that a reader sees; one of words alone, as a letterhead is, gives its lines."""
    lines = [line for line in table.iter("tr") if not _is_hidden(line)]
    cells = [[cell for cell in line.iterchildren("td", "th") if not _is_hidden(cell)] for line in lines]
    rows += [[words] for caption in table.iter("caption") if (words := _words(caption))]
    if not any(_words(cell).strip().replace(".", "").isdigit() for line in cells for cell in line):
        rows += [[str(part)] for line in cells for cell in line for part in _parts(cell)]
        rows.append([])
        return
    rows.append([])
    top = len(rows)
    # The row in which each column is free again, under cells that reach down.
    free: list[int] = []
    for number, line in enumerate(cells):
        row: list[str] = []
        place = 0
        for cell in line:
            while place < len(free) and free[place] > number:
                place += 1
            row += [""] * (place - len(row)) + [_words(cell)]
            if place >= WIDEST:
                break
            across, down = _span(cell, "colspan", WIDEST), _span(cell, "rowspan", len(cells) - number)
            free += [0] * (place + across - len(free))
            free[place : place + across] = [number + down] * across
            if across * down > 1:
                merged.append(((top + number, place), (top + number + down - 1, place + across - 1)))
            place += across
        rows.append(row)
    rows.append([])


def _span(cell: "Element", name: str, most: int) -> int:
    """How many columns or rows a cell covers; a rowspan of 0 reaches to the end."""
    written = (cell.get(name) or "1").strip()
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 1
    return min(number or most, most)


def _words(cell: "Element") -> str:
    """What a cell says, in one line."""
    return " ".join(str(part) for part in _parts(cell))


def _is_hidden(element: "Element") -> bool:
    return element.get("hidden") is not None or HIDDEN.search(element.get("style") or "") is not None
