"""The marks of an ODS file, heard from the XML of its content as it is read."""

import zipfile
from dataclasses import replace
from xml.parsers import expat

from dashboard.importer.layouts.grids.grid import Remark
from dashboard.importer.readers.marks import VAST, Cell, Marks
from dashboard.importer.readers.xml import PIECE, refuse

COLOURLESS = ("", "TRANSPARENT", "FFFFFF")
# How a row or column is hidden: by hand, or by a filter.
HIDING = ("collapse", "filter")
REPEATED = "table:number-{}-repeated"
# A cell that is coloured and repeated more often than this fills the page: nobody marked it.
FILLING = 100


class Sheet:
    """One sheet while its rows go by; a repeated row or cell stands for as many."""

    def __init__(self, *, is_hidden: bool) -> None:
        self.is_hidden = is_hidden
        self.next_row, self.rows, self.next_column, self.columns = 0, 0, 0, 0
        self.width, self.height = 0, 0
        self.hidden_rows: list[range] = []
        self.hidden_columns: list[range] = []
        # Each a rectangle of rows and columns.
        self.without_value: list[tuple[range, range]] = []
        self.errors: list[tuple[range, range]] = []
        self.percentages: list[tuple[range, range]] = []
        self.remarks: dict[Cell, Remark] = {}

    def column(self, says: dict[str, str]) -> None:
        times = int(says.get(REPEATED.format("columns"), 1))
        if says.get("table:visibility") in HIDING:
            self.hidden_columns.append(range(self.columns, self.columns + times))
        self.columns += times

    def row(self, says: dict[str, str]) -> None:
        self.next_row, self.next_column = self.next_row + self.rows, 0
        self.rows = int(says.get(REPEATED.format("rows"), 1))
        if says.get("table:visibility") in HIDING:
            self.hidden_rows.append(range(self.next_row, self.next_row + self.rows))

    def cell(self, says: dict[str, str], style: Remark | None) -> None:
        times = int(says.get(REPEATED.format("columns"), 1))
        kind, has_formula = says.get("office:value-type"), "table:formula" in says
        place = (range(self.next_row, self.next_row + self.rows), range(self.next_column, self.next_column + times))
        self.next_column += times
        if kind or has_formula:
            self.width, self.height = max(self.width, place[1].stop), max(self.height, place[0].stop)
        if style and kind and times * self.rows <= FILLING:
            self.remarks |= {(row, column): style for row in place[0] for column in place[1]}
        if kind == "percentage":
            self.percentages.append(place)
        if has_formula and says.get("calcext:value-type") == "error":
            self.errors.append(place)
        elif has_formula and not kind:
            self.without_value.append(place)

    def comment(self, words: str) -> None:
        """A comment on the cell that went by last; a second paragraph follows the first."""
        cell = (self.next_row, self.next_column - 1)
        before = self.remarks.get(cell, Remark())
        self.remarks[cell] = replace(before, comment=f"{before.comment} {words}".strip())

    def marks(self) -> Marks:
        """What was heard, as far as the cells go."""
        if self.width * self.height > VAST:
            return Marks(is_vast=True)
        height, width = range(self.height), range(self.width)
        return Marks(
            frozenset(row for rows in self.hidden_rows for row in rows if row in height),
            frozenset(column for columns in self.hidden_columns for column in columns if column in width),
            self.is_hidden,
            frozenset((row, column) for rows, columns in self.without_value for row in rows for column in columns),
            frozenset((row, column) for rows, columns in self.errors for row in rows for column in columns),
            frozenset((row, column) for rows, columns in self.percentages for row in rows for column in columns),
            remarks=self.remarks,
        )


class Content:
    """The sheets of a file while its content goes by."""

    def __init__(self) -> None:
        self.sheets: dict[str, Sheet] = {}
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._marked_styles: dict[str, Remark] = {}
        # The words of a comment while they go by (None outside of comments); who wrote it stands in no paragraph.
        self._comment: list[str] | None = None
        self._is_paragraph = False
        self._sheet = Sheet(is_hidden=False)

    def heard(self, name: str, says: dict[str, str]) -> None:
        """An element begins; what stands for sheets is declared before them."""
        match name:
            case "table:table-cell" | "table:covered-table-cell":
                self._sheet.cell(says, self._marked_styles.get(says.get("table:style-name", "")))
            case "office:annotation":
                self._comment = []
            case "text:p":
                self._is_paragraph = True
            case "table:table-row":
                self._sheet.row(says)
            case "table:table-column":
                self._sheet.column(says)
            case "table:table":
                is_hidden = says.get("table:style-name") in self._hidden_styles
                self._sheet = self.sheets[says.get("table:name", "")] = Sheet(is_hidden=is_hidden)
            case "style:style":
                self._style = says.get("style:name", "")
            case "style:table-properties":
                if says.get("table:display") == "false":
                    self._hidden_styles.add(self._style)
            case "style:table-cell-properties" | "style:text-properties":
                self.style(says)

    def style(self, says: dict[str, str]) -> None:
        """The colour or the stroke of a style."""
        colour = says.get("fo:background-color", "").lstrip("#").upper()
        lines = {says.get(f"style:text-line-through-{name}", "none") for name in ("style", "type")}
        seen = self._marked_styles.get(self._style, Remark())
        seen = replace(seen, colour=seen.colour if colour in COLOURLESS else colour)
        seen = replace(seen, is_struck=seen.is_struck or lines != {"none"})
        if seen != Remark():
            self._marked_styles[self._style] = seen

    def words(self, words: str) -> None:
        """Text goes by."""
        if self._comment is not None and self._is_paragraph:
            self._comment.append(words)

    def ended(self, name: str) -> None:
        """An element ends."""
        if name == "text:p":
            self.words(" ")
            self._is_paragraph = False
        if name == "office:annotation" and self._comment is not None:
            self._sheet.comment(" ".join("".join(self._comment).split()))
            self._comment = None


def marks_of(archive: zipfile.ZipFile) -> dict[str, Marks]:
    """The marks of each sheet, by name. Raises ExpatError for a damaged file."""
    content, parser = Content(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = content.heard, content.ended
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = content.words, refuse
    with archive.open("content.xml") as xml:
        while piece := xml.read(PIECE):
            parser.Parse(piece, False)
    parser.Parse(b"", True)
    return {name: sheet.marks() for name, sheet in content.sheets.items()}
